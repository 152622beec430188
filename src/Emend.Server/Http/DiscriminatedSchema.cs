using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>An object of one of several kinds: one member says which, and thereby which others it has.</summary>
internal sealed class DiscriminatedSchema : JsonSchema
{
    private readonly string tag;
    private readonly Dictionary<string, JsonSchema> kinds;
    private readonly JsonSchema names;

    /// <param name="tag">The member that says the kind.</param>
    /// <param name="kinds">Each kind with the members it has beside.</param>
    public DiscriminatedSchema(string tag, params ReadOnlySpan<(string Kind, PropertySchema[] Members)> kinds)
        : this(tag, "", kinds)
    {
    }

    /// <param name="tag">The member that says the kind.</param>
    /// <param name="of">What the name of each kind's schema ends with, where other shapes have kinds of the same name.</param>
    /// <param name="kinds">Each kind with the members it has beside.</param>
    public DiscriminatedSchema(string tag, string of, params ReadOnlySpan<(string Kind, PropertySchema[] Members)> kinds)
    {
        this.tag = tag;
        this.kinds = kinds.ToArray().ToDictionary(
            k => k.Kind,
            k => Object([PropertySchema.Required(tag, Choice(k.Kind)), .. k.Members]).Named(char.ToUpperInvariant(k.Kind[0]) + k.Kind[1..] + of),
            StringComparer.Ordinal);
        names = Choice([.. this.kinds.Keys]);
    }

    public override string Expectation => $"an object with {tag} {names.Expectation}";

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry)
    {
        var described = kinds.Select(k => (Kind: k.Key, Schema: k.Value.ToJsonSchema(schemaRegistry))).ToArray();
        // Without the mapping generated clients would send the names of the schemas.
        var mapping = described.Select(d => KeyValuePair.Create(d.Kind, d.Schema["$ref"]?.DeepClone()));
        return new()
        {
            ["oneOf"] = new JsonArray([.. described.Select(d => d.Schema)]),
            ["discriminator"] = new JsonObject { ["propertyName"] = tag, ["mapping"] = new JsonObject(mapping) },
        };
    }

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Object) Mismatch(value, report);
        else if (!value.TryGetProperty(tag, out var named)) report.Add(tag, "is missing", $"must be {names.Expectation}");
        else if (named.ValueKind == JsonValueKind.String && TextSanitizer.Of(named) is { } text && kinds.TryGetValue(text, out var kind))
            kind.Validate(value, report);
        else
        {
            report.Enter(tag);
            names.Validate(named, report);
            report.Leave();
        }
    }
}
