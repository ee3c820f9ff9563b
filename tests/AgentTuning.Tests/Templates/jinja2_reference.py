"""Renders chat templates with Jinja2 and the settings of Hugging Face's transformers.

Reads the path of a JSON file with {"templates": [...], "requests": [[template, variables], ...]}, and writes one JSON line for each
request: {"text": ...}, or {"refused": ...} where the template raises.
"""

import datetime
import json
import sys

import jinja2
import jinja2.ext
import jinja2.sandbox

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5)


class Generation(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_same"), [], [], body).set_lineno(line)

    def _same(self, caller):
        return caller()


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols])
environment.filters["tojson"] = tojson
environment.globals["raise_exception"] = raise_exception
environment.globals["strftime_now"] = NOW.strftime

with open(sys.argv[1], encoding="utf-8") as file:
    work = json.load(file)
templates = [environment.from_string(source) for source in work["templates"]]
for index, variables in work["requests"]:
    try:
        answer = {"text": templates[index].render(**variables)}
    except Exception as error:  # whatever a template can raise
        answer = {"refused": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
