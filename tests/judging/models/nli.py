"""A real, tiny ONNX entailment model, built on the spot: it entails what shares its words.

The graph counts how many different words of the vocabulary premise and hypothesis have in common, and how many only the
hypothesis has. All of the hypothesis in the premise is entailment; a foreign word makes it neutral.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors


def build(
    folder: Path, words: Sequence[str], labels: Sequence[str] = ("entailment", "neutral", "contradiction")
) -> Path:
    """Write `model.onnx`, `tokenizer.json` and `config.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "not", *words]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    onnx.save(_model(len(vocabulary)), str(folder / "model.onnx"))
    (folder / "config.json").write_text(json.dumps({"id2label": dict(enumerate(labels))}), encoding="utf-8")
    return folder


def _model(size: int) -> onnx.ModelProto:
    """missing = the number of words that only the hypothesis has; logits = (4 - 8 missing, 0, 9 not - 5)."""
    content = numpy.ones(size, dtype=numpy.float32)
    content[:5] = 0
    negation = numpy.zeros(size, dtype=numpy.float32)
    negation[4] = 1
    constants = {
        "eye": numpy.eye(size, dtype=numpy.float32), "content": content, "negation": negation,
        "one": numpy.array(1, dtype=numpy.float32), "zero": numpy.array([0], dtype=numpy.float32),
        "axis": numpy.array([1], dtype=numpy.int64), "last": numpy.array([2], dtype=numpy.int64),
        "four": numpy.array(4, dtype=numpy.float32), "eight": numpy.array(8, dtype=numpy.float32),
        "five": numpy.array(5, dtype=numpy.float32), "nine": numpy.array(9, dtype=numpy.float32),
    }  # fmt: skip
    node = helper.make_node
    nodes = [
        node("Gather", ["eye", "input_ids"], ["hot"], axis=0),  # [1, length, size]
        node("Cast", ["token_type_ids"], ["second_flat"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["second_flat", "last"], ["second"]),
        node("Sub", ["one", "second"], ["first"]),
        node("Mul", ["hot", "first"], ["premise_hot"]),
        node("Mul", ["hot", "second"], ["hypothesis_hot"]),
        node("ReduceMax", ["premise_hot", "axis"], ["premise"], keepdims=0),  # [1, size]
        node("ReduceMax", ["hypothesis_hot", "axis"], ["hypothesis"], keepdims=0),
        node("Sub", ["hypothesis", "premise"], ["more"]),
        node("Relu", ["more"], ["missing_words"]),
        node("Mul", ["missing_words", "content"], ["missing_content"]),
        node("ReduceSum", ["missing_content", "axis"], ["missing"], keepdims=0),  # [1]
        node("Mul", ["premise", "negation"], ["negated_words"]),
        node("ReduceSum", ["negated_words", "axis"], ["negated"], keepdims=0),
        node("Mul", ["missing", "eight"], ["penalty"]),
        node("Sub", ["four", "penalty"], ["entailed"]),
        node("Mul", ["negated", "nine"], ["denied"]),
        node("Sub", ["denied", "five"], ["contradicted"]),
        node("Concat", ["entailed", "zero", "contradicted"], ["flat"], axis=0),
        node("Unsqueeze", ["flat", "zero_axis"], ["logits"]),
    ]
    constants["zero_axis"] = numpy.array([0], dtype=numpy.int64)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"])
        for name in ("input_ids", "token_type_ids")
    ]
    graph = helper.make_graph(
        nodes, "overlap", inputs, [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 3])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    return model
