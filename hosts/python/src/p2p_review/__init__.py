"""The rules for peer-to-peer review requests in Python, the same as in the web form.

>>> from datetime import datetime, timezone
>>> from p2p_review import Engine
>>> engine = Engine()
>>> request = {"payer": "regence", "line_of_business": "commercial", "appeal_filed": True}
>>> engine.validate_request(request, datetime(2026, 3, 3, 18, tzinfo=timezone.utc))["outcome"]
'ineligible'
"""

from ._engine import Engine
from ._errors import BadInput, BadPack, EngineFailure, NoDeadline, P2PReviewError
from ._types import Deadline, Decision, Finding, Options, PolicySummary

__all__ = [
    "BadInput",
    "BadPack",
    "Deadline",
    "Decision",
    "Engine",
    "EngineFailure",
    "Finding",
    "NoDeadline",
    "Options",
    "P2PReviewError",
    "PolicySummary",
]
