"""How a field of the model is declared: its layer, and one sentence for the reference.

The sentence becomes the reference page and the published schema; the layer decides whether the field may ever leave
this side. Both stand where the field is declared, and nowhere else. A field declared without a layer is internal.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, field
from enum import Enum
from typing import Any


class Layer(Enum):
    """Who may ever see a field. Each layer includes those before it: public is also shared."""

    INTERNAL = "internal"
    SHARED = "shared"
    PUBLIC = "public"


def _declare(layer: Layer, doc: str, default: Any, factory: Any) -> Any:
    metadata = {"layer": layer, "doc": doc}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def internal(doc: str, default: Any = MISSING, factory: Any = MISSING) -> Any:
    """Declare a field that never leaves this side; it is written in `private.toml`."""
    return _declare(Layer.INTERNAL, doc, default, factory)


def shared(doc: str, default: Any = MISSING, factory: Any = MISSING) -> Any:
    """Declare a field that the sides of the visit may see, and nobody else."""
    return _declare(Layer.SHARED, doc, default, factory)


def public(doc: str, default: Any = MISSING, factory: Any = MISSING) -> Any:
    """Declare a field that the public may see once the visit's secrecy state allows it."""
    return _declare(Layer.PUBLIC, doc, default, factory)


def layer_of(declared: Field[Any]) -> Layer:
    """The layer of a dataclass field; internal unless declared otherwise."""
    layer = declared.metadata.get("layer", Layer.INTERNAL)
    if not isinstance(layer, Layer):
        raise TypeError(f"{declared.name}: a layer is a Layer, not {layer!r}")
    return layer


def doc_of(declared: Field[Any]) -> str:
    """The sentence that explains a field, or an empty string."""
    return str(declared.metadata.get("doc", ""))
