using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A member of an object.</summary>
internal sealed record PropertySchema(string Name, JsonSchema Schema, bool IsRequired)
{
    public static PropertySchema Required(string name, JsonSchema schema) => new(name, schema, IsRequired: true);

    public static PropertySchema Optional(string name, JsonSchema schema) => new(name, schema, IsRequired: false);
}

/// <summary>An object with known members. Reports unknown members, with a suggestion if a known name is similar.</summary>
internal sealed class ObjectSchema : JsonSchema
{
    private const int Max = 64;

    private readonly PropertySchema[] _members;
    private readonly FrozenDictionary<string, int> _indexes;
    private readonly string[] _oneOf;

    public ObjectSchema(params ReadOnlySpan<PropertySchema> members)
        : this(members.ToArray(), [])
    {
    }

    private ObjectSchema(PropertySchema[] members, string[] oneOf)
    {
        if (members.Length > Max)
        {
            throw new ArgumentException($"More than {Max} members.", nameof(members));
        }

        this._members = members;
        this._oneOf = oneOf;
        _indexes = members.Index().ToFrozenDictionary(m => m.Item.Name, m => m.Index, StringComparer.Ordinal);
    }

    public override string Expectation => "an object";

    /// <summary>The same schema, with at least one of these members required.</summary>
    public ObjectSchema WithOneOf(params string[] names) => new(_members, names);

    /// <summary>The same schema with additional members.</summary>
    public ObjectSchema With(params ReadOnlySpan<PropertySchema> more) => new([.. _members, .. more], _oneOf);

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
            CheckMember(member.Name, member.Value, ref seen, report);
            if (report.IsFull)
            {
                return;
            }
        }

        foreach (var (index, member) in _members.Index())
        {
            if (member.IsRequired && (seen & (1UL << index)) == 0)
            {
                report.Add(member.Name, "is missing", $"must be {member.Schema.Expectation}");
            }
        }

        if (_oneOf.Length > 0 && !_oneOf.Any(name => (seen & (1UL << _indexes[name])) != 0))
        {
            report.Add($"has none of {string.Join(", ", _oneOf)}", "must have at least one of them");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry)
    {
        var properties = new JsonObject();
        foreach (var member in _members)
        {
            properties[member.Name] = member.Schema.ToJsonSchema(registry);
        }

        var required = SchemaRegistry.CreateArray(
            _members.Where(m => m.IsRequired).Select(m => m.Name).Concat(_oneOf.Length == 1 ? _oneOf : []));
        return SchemaRegistry.CreateSchema(
            "object",
            ("required", required.Count > 0 ? required : null),
            ("anyOf", _oneOf.Length > 1 ? new JsonArray([.. _oneOf.Select(RequireMember)]) : null),
            ("properties", properties),
            ("additionalProperties", false));
    }

    private static JsonNode RequireMember(string name) => new JsonObject { ["required"] = SchemaRegistry.CreateArray([name]) };

    private string Known => string.Join(", ", _members.Select(m => m.Name));

    private void CheckMember(string name, JsonElement value, ref ulong seen, ValidationReport report)
    {
        if (!_indexes.TryGetValue(name, out var position))
        {
            var meant = NameSuggester.Suggest(name, _members.Select(m => m.Name));
            report.Add(
                ValueFormatter.Truncate(name),
                "is not a known member",
                meant is null ? $"must be one of {Known}" : $"did you mean {meant}?");
            return;
        }

        report.Enter(name);
        if ((seen & (1UL << position)) == 0)
        {
            _members[position].Schema.Validate(value, report);
        }
        else
        {
            report.Add("is duplicated", "must occur once");
        }

        report.Leave();
        seen |= 1UL << position;
    }
}
