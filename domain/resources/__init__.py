"""Public names of the resources area: stock, and the checklist of each sitting."""

from domain.resources.keeping import keep_stock
from domain.resources.model import ChecklistLine, LineStatus, StockItem
from domain.resources.refusals import NotShort, QuantityFormat, StillShort, WaiverNeedsReason
from domain.resources.rules import MOST_IN_STOCK, Need, Provision, needs, parse_quantity, provide
from domain.resources.store import ResourcesStore
from domain.resources.use_cases import Restock, check, forget_checklists, restock, shortages, waive

__all__ = [
    "MOST_IN_STOCK",
    "ChecklistLine",
    "LineStatus",
    "Need",
    "NotShort",
    "Provision",
    "QuantityFormat",
    "ResourcesStore",
    "Restock",
    "StillShort",
    "StockItem",
    "WaiverNeedsReason",
    "check",
    "forget_checklists",
    "keep_stock",
    "needs",
    "parse_quantity",
    "provide",
    "restock",
    "shortages",
    "waive",
]
