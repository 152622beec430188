using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A member an object may have.</summary>
internal sealed record PropertySchema(string Name, JsonSchema Shape, bool IsRequired)
{
    public static PropertySchema Required(string name, JsonSchema schema) => new(name, schema, IsRequired: true);

    public static PropertySchema Optional(string name, JsonSchema schema) => new(name, schema, IsRequired: false);
}

/// <summary>An object with known members: an unknown one is a mistake, and is told with the name that was probably meant.</summary>
internal sealed class ObjectSchema : JsonSchema
{
    private const int Max = 64;

    private readonly PropertySchema[] members;
    private readonly FrozenDictionary<string, int> places;
    private readonly string[] oneOf;

    public ObjectSchema(params ReadOnlySpan<PropertySchema> members)
        : this(members.ToArray(), [])
    {
    }

    private ObjectSchema(PropertySchema[] members, string[] oneOf)
    {
        if (members.Length > Max) throw new ArgumentException($"More than {Max} members.", nameof(members));
        this.members = members;
        this.oneOf = oneOf;
        places = members.Index().ToFrozenDictionary(m => m.Item.Name, m => m.Index, StringComparer.Ordinal);
    }

    public override string Expectation => "an object";

    /// <summary>The same, with at least one of these members.</summary>
    public ObjectSchema WithOneOf(params string[] names) => new(members, names);

    /// <summary>The same, with more members.</summary>
    public ObjectSchema With(params ReadOnlySpan<PropertySchema> more) => new([.. members, .. more], oneOf);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Mismatch(value, report);
            return;
        }

        var seen = 0UL;
        foreach (var member in value.EnumerateObject())
        {
            if (TextSanitizer.NameOf(member) is { } name) CheckMember(name, member.Value, ref seen, report);
            else report.Add("has a member name that is not text", $"must have known members: {Known}");
            if (report.IsFull) return;
        }

        foreach (var (index, member) in members.Index())
        {
            if (member.IsRequired && (seen & (1UL << index)) == 0) report.Add(member.Name, "is missing", $"must be {member.Shape.Expectation}");
        }

        if (oneOf.Length > 0 && !oneOf.Any(name => (seen & (1UL << places[name])) != 0))
        {
            report.Add($"has none of {string.Join(", ", oneOf)}", "must have at least one of them");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry)
    {
        var properties = new JsonObject();
        foreach (var member in members) properties[member.Name] = member.Shape.ToJsonSchema(schemaRegistry);
        var required = SchemaRegistry.List(members.Where(m => m.IsRequired).Select(m => m.Name).Concat(oneOf.Length == 1 ? oneOf : []));
        return SchemaRegistry.Of(
            "object",
            ("required", required.Count > 0 ? required : null),
            ("anyOf", oneOf.Length > 1 ? new JsonArray([.. oneOf.Select(NeedsOnly)]) : null),
            ("properties", properties),
            ("additionalProperties", false));
    }

    private static JsonNode NeedsOnly(string name) => new JsonObject { ["required"] = SchemaRegistry.List([name]) };

    private string Known => string.Join(", ", members.Select(m => m.Name));

    private void CheckMember(string name, JsonElement value, ref ulong seen, ValidationReport report)
    {
        if (!places.TryGetValue(name, out var place))
        {
            var meant = NameSuggester.To(name, members.Select(m => m.Name));
            report.Add(ValueFormatter.Short(name), "is not a known member", meant is null ? $"known are {Known}" : $"did you mean {meant}?");
            return;
        }

        report.Enter(name);
        if ((seen & (1UL << place)) == 0) members[place].Shape.Validate(value, report);
        else report.Add("is there twice", "name it once");
        report.Leave();
        seen |= 1UL << place;
    }
}
