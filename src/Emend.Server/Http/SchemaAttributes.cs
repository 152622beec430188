namespace Emend.Server.Http;

/// <summary>The schema of a member of a view, or of each element if the member is a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class SchemaAttribute(JsonSchema schema) : Attribute
{
    public JsonSchema Schema => schema;
}

/// <summary>A whole number of at least this value.</summary>
internal sealed class MinimumAttribute(long value) : SchemaAttribute(JsonSchema.Integer(value))
{
    public long Value => value;
}

/// <summary>A number of at least zero.</summary>
internal sealed class NonNegativeAttribute() : SchemaAttribute(JsonSchema.Number(0));

/// <summary>A quantity above zero.</summary>
internal sealed class PositiveAttribute() : SchemaAttribute(new QuantitySchema(allowZero: false));

/// <summary>A string with this maximum length that is not blank.</summary>
internal sealed class NonBlankAttribute(int max = 1_000) : SchemaAttribute(JsonSchema.NonBlankText(max))
{
    public int Max => max;
}

/// <summary>One of these strings.</summary>
internal sealed class ChoiceAttribute(params string[] values) : SchemaAttribute(JsonSchema.Choice(values))
{
    public IReadOnlyList<string> Values => values;
}

/// <summary>Any JSON value.</summary>
internal sealed class AnyValueAttribute() : SchemaAttribute(JsonSchema.Anything);

/// <summary>
/// The name of the schema of a view in the OpenAPI document. Without this attribute, it is the name of the type without "View". A schema
/// with the name null is part of the schemas that contain it.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
internal sealed class SchemaNameAttribute(string? name) : Attribute
{
    public string? Name => name;
}
