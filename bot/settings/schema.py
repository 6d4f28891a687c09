"""app.yaml as JSON Schema, for editors that help while one types."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.settings.models import Settings


def schema() -> dict[str, Any]:
    """The JSON Schema of app.yaml, for editors that help while one types."""
    found = Settings.model_json_schema(schema_generator=_ForEditors)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "app.yaml of Earshot"}


class _ForEditors(GenerateJsonSchema):
    """JSON Schema without the noise of titles and without `null` where app.yaml leaves a section out instead."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        return inner if "$ref" in inner else super().nullable_schema(schema)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found
