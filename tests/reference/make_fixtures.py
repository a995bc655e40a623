"""Writes the JSON files of tests/fixtures/reference/, or with --check compares them with what would be written."""

import json
import sys
from pathlib import Path

import adamw
import dpo
import grpo
import model
import ppo
import preferences
from fixture import to_json

FOLDER = Path(__file__).parent.parent / "fixtures" / "reference"
MODULES = {module.__name__: module for module in (model, adamw, preferences, ppo, dpo, grpo)}


def differences(old, new, path=""):
    """Paths at which two JSON values differ by more than rounding."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return [d for key in old for d in differences(old[key], new[key], f"{path}/{key}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [d for i, pair in enumerate(zip(old, new)) for d in differences(*pair, f"{path}/{i}")]
    numbers = all(isinstance(value, (int, float)) for value in (old, new))
    same = abs(old - new) <= 1e-9 + 1e-7 * abs(old) if numbers else old == new
    return [] if same else [f"{path}: {old} is written, {new} is computed"]


def main():
    check = sys.argv[1:] == ["--check"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name, module in MODULES.items():
        text = to_json(module.fixture()) + "\n"
        file = FOLDER / f"{name}.json"
        if check:
            wrong += differences(json.loads(file.read_text()), json.loads(text), name)
        else:
            file.write_text(text)
            print(f"{file.name}: {len(text) / 1000:.0f} kB")
    if wrong:
        sys.exit("\n".join(wrong[:20]))


if __name__ == "__main__":
    main()
