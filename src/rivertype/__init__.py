"""River's lowest-level types for Python: jobs, their errors and their states.

`JobRow.from_dict` and `to_dict` speak the JSON that Go's encoding/json makes of River's structs;
`JobRow.from_row`, `to_row` and `to_sqlite_row` speak the table `river_job`, through any driver. Everything
public is here.
"""

from rivertype._attempt_error import AttemptError, AttemptErrorDict
from rivertype._columns import Row
from rivertype._errors import DecodeError
from rivertype._job_row import (
    MAX_ATTEMPTS_DEFAULT,
    METADATA_KEY_OUTPUT,
    PRIORITY_DEFAULT,
    QUEUE_DEFAULT,
    JobRow,
    JobRowColumns,
    JobRowDict,
    JobRowSQLiteColumns,
)
from rivertype._job_state import (
    UNIQUE_STATES_DEFAULT,
    JobState,
    unique_states_from_bitmask,
    unique_states_to_bitmask,
)

__all__ = [
    "MAX_ATTEMPTS_DEFAULT",
    "METADATA_KEY_OUTPUT",
    "PRIORITY_DEFAULT",
    "QUEUE_DEFAULT",
    "UNIQUE_STATES_DEFAULT",
    "AttemptError",
    "AttemptErrorDict",
    "DecodeError",
    "JobRow",
    "JobRowColumns",
    "JobRowDict",
    "JobRowSQLiteColumns",
    "JobState",
    "Row",
    "unique_states_from_bitmask",
    "unique_states_to_bitmask",
]
