"""Jobs cross the borders of processes, and many threads read them at once."""

import json
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from rivertype import AttemptError, JobRow, JobState
from tests.examples import ERROR, JOB, job_dict

can_start_processes = pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no processes")
can_start_threads = pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no threads")


@can_start_processes
@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_job_pickled_in_another_process_is_the_same_job_here(protocol: int) -> None:
    program = f"""
import json, pickle, sys
from rivertype import AttemptError, JobRow, JobState
job = JobRow.from_dict(json.load(sys.stdin))
sys.stdout.buffer.write(pickle.dumps((job, job.errors[0]), {protocol}))
"""
    pickled = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(job_dict()).encode(),
        capture_output=True,
        check=True,
    ).stdout
    assert pickle.loads(pickled) == (JOB, ERROR)  # noqa: S301  # our own pickle


@can_start_processes
def test_a_spawned_process_takes_a_job_and_gives_one_back() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(JobRow.to_dict, [JOB]) == job_dict()
        assert pool.apply(JobRow.from_dict, [job_dict()]) == JOB


def job_numbered(number: int) -> JobRow:
    """A job that shares no field's value with one of another number."""
    at = JOB.created_at + timedelta(seconds=number)
    return JobRow(
        id=number,
        attempt=number,
        attempted_at=at + timedelta(minutes=1),
        attempted_by=(f"host-{number}",),
        created_at=at,
        encoded_args=b'{"number": %d}' % number,
        errors=(AttemptError(at, number, f"error {number}", f"main.go:{number}", number % 1000),),
        finalized_at=at + timedelta(minutes=2),
        kind=f"kind {number}",
        max_attempts=number,
        metadata=b'{"output": %d}' % number,
        priority=number,
        queue=f"queue {number}",
        scheduled_at=at + timedelta(minutes=3),
        state=[*JobState][number % 8],
        tags=(f"tag {number}",),
        unique_key=b"%d" % number,
        unique_states=([*JobState][number % 8],),
    )


@can_start_threads
def test_threads_that_read_and_write_at_once_each_get_their_own_jobs() -> None:
    threads = 8
    together = Barrier(threads)

    def round_trips(thread: int) -> list[int]:
        together.wait()
        return [
            number
            for number in range(thread * 1000, thread * 1000 + 200)
            for job in [job_numbered(number)]
            if not (
                JobRow.from_dict(job.to_dict())
                == JobRow.from_row(job.to_row())
                == JobRow.from_row(job.to_sqlite_row())
                == job
            )
        ]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(threads) as pool:
            assert list(pool.map(round_trips, range(threads))) == [[]] * threads
    finally:
        sys.setswitchinterval(interval)
