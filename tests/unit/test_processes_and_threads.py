"""Jobs cross the borders of processes, and many threads read them at once."""

import json
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from rivertype import JobRow
from tests.examples import ERROR, JOB, job_dict

can_start_processes = pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no processes")
can_start_threads = pytest.mark.skipif(sys.platform == "emscripten", reason="a browser starts no threads")


@can_start_processes
@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_job_pickled_in_another_process_is_the_same_job_here(protocol: int) -> None:
    program = f"""
import json, pickle, sys
from rivertype import JobRow
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


@can_start_threads
def test_threads_that_read_and_write_at_once_get_what_one_alone_gets() -> None:
    rows = [(job_dict(ID=number), {**JOB.to_row(), "id": number}) for number in range(200)]
    threads = 8
    together = Barrier(threads)

    def read_and_write(_: int) -> list[object]:
        together.wait()
        return [
            (job := JobRow.from_dict(data), JobRow.from_row(row), job.to_dict(), job.to_sqlite_row())
            for data, row in rows
        ]

    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(read_and_write, range(threads)))
    alone = [
        (job := JobRow.from_dict(data), job, data, {**JOB.to_sqlite_row(), "id": job.id}) for data, _ in rows
    ]
    assert results == [alone] * threads
