"""The small changes that `scripts/mutate.py` makes to a module: one operator, number, word, branch or statement.

Every change has a number, counted in the order of the text, so that one can be made again.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Change(ast.NodeTransformer):
    """Makes the change with a number, counted from 0 in the order of the text; without one it only counts."""

    def __init__(self, number: int = -1) -> None:
        """Choose a change; `count` and `told` are known afterwards."""
        self.number, self.count, self.told = number, 0, ""

    def _is_it(self, node: ast.AST, told: str) -> bool:
        is_it = self.count == self.number
        self.count += 1
        if is_it:
            self.told = f"{getattr(node, 'lineno', 0)}: {told}"
        return is_it

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Another comparison."""
        self.generic_visit(node)
        for at, operator in enumerate(node.ops):
            other = COMPARISONS[type(operator)]
            if self._is_it(node, f"{ast.unparse(node)}  with {other.__name__}"):
                node.ops[at] = other()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Another operator."""
        self.generic_visit(node)
        other = OPERATORS.get(type(node.op))
        if other is not None and self._is_it(node, f"{ast.unparse(node)}  with {other.__name__}"):
            node.op = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And, or; and each part left out."""
        self.generic_visit(node)
        if self._is_it(node, f"{ast.unparse(node)}  and for or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return node
        for at in range(len(node.values)):
            if self._is_it(node, f"{ast.unparse(node)}  without part {at + 1}"):
                del node.values[at]
                return node if len(node.values) > 1 else node.values[0]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """No not."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._is_it(node, f"{ast.unparse(node)}  without not"):
            return node.operand
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Another number, word, or truth."""
        value = node.value
        if isinstance(value, bool | int | str) and self._is_it(node, f"{value!r} changed"):
            other = (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}-x"
            return ast.copy_location(ast.Constant(other), node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The largest for the smallest, any for all."""
        if node.id in NAMES and self._is_it(node, f"{NAMES[node.id]} for {node.id}"):
            node.id = NAMES[node.id]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """Always the one, always the other."""
        self.generic_visit(node)
        for always, taken in (("true", node.body), ("false", node.orelse)):
            if self._is_it(node, f"{ast.unparse(node.test)}  always {always}"):
                return taken
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Always, and never."""
        self.generic_visit(node)
        for always in (True, False):
            if self._is_it(node, f"if {ast.unparse(node.test)}  always {always}"):
                node.test = ast.Constant(always)
        return node

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        """Ends the loop."""
        return ast.copy_location(ast.Break(), node) if self._is_it(node, "break for continue") else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A statement left out; docstrings stay."""
        if isinstance(node.value, ast.Constant):
            return node
        return self._left_out(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """An assignment to what is there already left out."""
        if all(isinstance(target, ast.Name) for target in node.targets):
            self.generic_visit(node)
            return node
        return self._left_out(node)

    def visit_Delete(self, node: ast.Delete) -> ast.AST:
        """Nothing deleted."""
        return self._left_out(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Nothing returned."""
        self.generic_visit(node)
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        if node.value is not None and not is_none and self._is_it(node, f"{ast.unparse(node)}  as None"):
            node.value = ast.Constant(None)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Nothing raised; and what is raised changed."""
        return self._left_out(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Annotations are no code."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Nor are those of parameters."""
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Nor those of results; decorators stay as they are."""
        node.args = self.visit(node.args)
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Bases and decorators stay as they are."""
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def _left_out(self, node: ast.stmt) -> ast.AST:
        told = f"without  {ast.unparse(node)}"
        self.generic_visit(node)
        return ast.copy_location(ast.Pass(), node) if self._is_it(node, told) else node


@dataclass(frozen=True)
class Mutant:
    """One module with one change."""

    module: str
    number: int

    def tree(self) -> tuple[ast.Module, str]:
        """What it is, and what was changed."""
        change = Change(self.number)
        tree = change.visit(ast.parse(path_of(self.module).read_text(encoding="utf-8")))
        return ast.fix_missing_locations(tree), f"{self.module}.py:{change.told}"


def path_of(module: str) -> Path:
    """Where a module lies."""
    return CHECKOUT / "src" / "placet" / "agreement" / f"{module}.py"


def mutants_of(module: str) -> list[Mutant]:
    """All of one module."""
    change = Change()
    change.visit(ast.parse(path_of(module).read_text(encoding="utf-8")))
    return [Mutant(module, number) for number in range(change.count)]
