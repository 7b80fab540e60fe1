"""Any value, any job of any values, and any job that River could have made."""

from datetime import UTC, timedelta, timezone

from hypothesis import strategies as st

from rivertype import AttemptError, JobRow, JobState
from tests.examples import JOB, error_dict, job_dict
from tests.odd_jobs import COLUMN_POOLS, GO_POOLS, STRANGERS, VALUE_POOLS, Pools

any_text = st.text(st.characters())  # lone surrogates included
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**65), 2**65),
    st.floats(),
    st.decimals(),
    any_text,
    st.text("0123456789:-+.TZ ", max_size=40),
    st.text("01", min_size=7, max_size=9),
    st.binary(),
    st.datetimes(timezones=st.none() | st.timezones()),
    st.integers(0, len(STRANGERS) - 1).map(lambda place: STRANGERS[place]),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(any_text | st.integers() | st.none(), inner)
        | st.fixed_dictionaries({}, optional=dict.fromkeys(error_dict(), inner))
    ),
    max_leaves=12,
)


def one_of_these(values: list[object]) -> st.SearchStrategy[object]:
    """As `sampled_from`, which would have to show integers that Python does not spell."""
    return st.integers(0, len(values) - 1).map(lambda place: values[place])


def changed(job: dict[str, object], pools: Pools) -> st.SearchStrategy[dict[str, object]]:
    """Some fields of a job changed, to one of their odd values or to anything at all, and some left out."""
    values = {name: one_of_these([*usual, *odd]) | anything for name, (usual, odd) in pools.items()}
    left_out = st.just(frozenset[str]()) | st.frozensets(st.sampled_from(list(job)), max_size=1)
    others = st.just(dict[str, object]()) | st.dictionaries(any_text, anything, max_size=1)

    def change(
        changes: dict[str, object], left_out: frozenset[str], others: dict[str, object]
    ) -> dict[str, object]:
        return {name: value for name, value in {**job, **others, **changes}.items() if name not in left_out}

    return st.builds(change, st.fixed_dictionaries({}, optional=values), left_out, others)


dicts = changed(job_dict(), GO_POOLS)
rows = changed(dict(JOB.to_row()), COLUMN_POOLS)
field_values = changed({name: getattr(JOB, name) for name in JobRow.__slots__}, VALUE_POOLS)

whole_minutes = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(timezones=whole_minutes | st.just(UTC)).map(lambda time: time.replace(fold=0))
counts = st.integers(0, 2**63 - 1)
attempt_errors = st.builds(
    AttemptError,
    at=times,
    attempt=counts,
    error=st.text(),
    trace=st.text(),
    at_nanosecond=st.integers(0, 999),
)
column_times = st.datetimes().map(lambda time: time.replace(tzinfo=UTC, fold=0))
jobs = st.builds(
    JobRow,
    id=st.integers(-(2**63), 2**63 - 1),
    attempt=counts,
    attempted_at=st.none() | column_times,
    attempted_by=st.lists(st.text()).map(tuple),
    created_at=column_times,
    encoded_args=st.sampled_from([b"{}", b' {"a" : 1.50}', b'"\\ud800"', b"9007199254740993", b"null"]),
    errors=st.lists(attempt_errors, max_size=3).map(tuple),
    finalized_at=st.none() | column_times,
    kind=st.text(),
    max_attempts=counts,
    metadata=st.sampled_from([b"{}", b'{"output": {"a": [1]}}']),
    priority=counts,
    queue=st.text(),
    scheduled_at=column_times,
    state=st.sampled_from(JobState),
    tags=st.lists(st.text()).map(tuple),
    unique_key=st.none() | st.binary(),
    unique_states=st.sets(st.sampled_from(JobState)).map(lambda states: tuple(sorted(states))),
)
