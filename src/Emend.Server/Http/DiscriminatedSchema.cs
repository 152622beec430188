using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>An object of one of several kinds. A discriminator member names the kind, which defines the other members.</summary>
internal sealed class DiscriminatedSchema : JsonSchema
{
    private readonly string _tag;
    private readonly Dictionary<string, JsonSchema> _kinds;
    private readonly JsonSchema _names;

    /// <param name="tag">The discriminator member.</param>
    /// <param name="kinds">Each kind with its other members.</param>
    public DiscriminatedSchema(string tag, params ReadOnlySpan<(string Kind, PropertySchema[] Members)> kinds)
        : this(tag, "", kinds)
    {
    }

    /// <param name="tag">The discriminator member.</param>
    /// <param name="suffix">Suffix of the schema name of each kind. Distinguishes kinds of the same name in other schemas.</param>
    /// <param name="kinds">Each kind with its other members.</param>
    public DiscriminatedSchema(string tag, string suffix, params ReadOnlySpan<(string Kind, PropertySchema[] Members)> kinds)
    {
        this._tag = tag;
        this._kinds = kinds.ToArray().ToDictionary(
            k => k.Kind,
            k => Object([PropertySchema.Required(tag, Choice(k.Kind)), .. k.Members])
                .Named(char.ToUpperInvariant(k.Kind[0]) + k.Kind[1..] + suffix),
            StringComparer.Ordinal);
        _names = Choice([.. this._kinds.Keys]);
    }

    public override string Expectation => $"an object with {_tag} {_names.Expectation}";

    public override JsonObject ToJsonSchema(SchemaRegistry registry)
    {
        var described = _kinds.Select(k => (Kind: k.Key, Schema: k.Value.ToJsonSchema(registry))).ToArray();
        // Without the mapping, generated clients send schema names instead of kinds.
        var mapping = described.Select(d => KeyValuePair.Create(d.Kind, d.Schema["$ref"]?.DeepClone()));
        return new()
        {
            ["oneOf"] = new JsonArray([.. described.Select(d => d.Schema)]),
            ["discriminator"] = new JsonObject { ["propertyName"] = _tag, ["mapping"] = new JsonObject(mapping) },
        };
    }

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Mismatch(value, report);
        }
        else if (!value.TryGetProperty(_tag, out var named))
        {
            report.Add(_tag, "is missing", $"must be {_names.Expectation}");
        }
        else if (named.ValueKind == JsonValueKind.String && TextSanitizer.ReadText(named) is { } text
            && _kinds.TryGetValue(text, out var kind))
        {
            kind.Validate(value, report);
        }
        else
        {
            report.Enter(_tag);
            _names.Validate(named, report);
            report.Leave();
        }
    }
}
