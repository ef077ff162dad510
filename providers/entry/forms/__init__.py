"""One form a step."""

from .audience import AudienceForm
from .cost import CostForm
from .picture import PictureForm
from .what import WhatForm
from .when import WhenForm

__all__ = ["AudienceForm", "CostForm", "PictureForm", "WhatForm", "WhenForm"]
