"""What flows between the stages, and what a record is made of.

Field by field a record means what `docs/record.md` says. `span` counts in `Article.text`, `origin`
in the page as received. What is not known is None; what a field does not apply to is left out.
"""

from shilu.model.articles import (
    Article,
    Evidence,
    Language,
)
from shilu.model.facts import (
    Commitment,
    Event,
    EventType,
    Link,
    Mode,
    Participant,
    Policy,
    Role,
    Stance,
    Statement,
)
from shilu.model.mentions import (
    Area,
    Bound,
    Change,
    Era,
    Figure,
    Inferred,
    Mention,
    Office,
    Organization,
    Person,
    Place,
    ResolvedFrom,
    Time,
)
from shilu.model.pages import (
    Declaration,
    DeclaredBy,
    Page,
    Refusal,
)
from shilu.model.readings import (
    Extract,
    Mentions,
    Names,
    Setting,
)
from shilu.model.records import (
    Damage,
    Record,
    Refused,
    Repair,
    value_name,
)

__all__ = [
    "Area",
    "Article",
    "Bound",
    "Change",
    "Commitment",
    "Damage",
    "Declaration",
    "DeclaredBy",
    "Era",
    "Event",
    "EventType",
    "Evidence",
    "Extract",
    "Figure",
    "Inferred",
    "Language",
    "Link",
    "Mention",
    "Mentions",
    "Mode",
    "Names",
    "Office",
    "Organization",
    "Page",
    "Participant",
    "Person",
    "Place",
    "Policy",
    "Record",
    "Refusal",
    "Refused",
    "Repair",
    "ResolvedFrom",
    "Role",
    "Setting",
    "Stance",
    "Statement",
    "Time",
    "value_name",
]
