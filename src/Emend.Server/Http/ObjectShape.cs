using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A member an object may have.</summary>
internal sealed record Member(string Name, Shape Shape, bool Required)
{
    public static Member Must(string name, Shape shape) => new(name, shape, Required: true);

    public static Member May(string name, Shape shape) => new(name, shape, Required: false);
}

/// <summary>An object with known members: an unknown one is a mistake, and is told with the name that was probably meant.</summary>
internal sealed class ObjectShape : Shape
{
    private const int Most = 64;

    private readonly Member[] members;
    private readonly FrozenDictionary<string, int> places;
    private readonly string[] oneOf;

    public ObjectShape(params ReadOnlySpan<Member> members)
        : this(members.ToArray(), [])
    {
    }

    private ObjectShape(Member[] members, string[] oneOf)
    {
        if (members.Length > Most) throw new ArgumentException($"More than {Most} members.", nameof(members));
        this.members = members;
        this.oneOf = oneOf;
        places = members.Index().ToFrozenDictionary(m => m.Item.Name, m => m.Index, StringComparer.Ordinal);
    }

    public override string Words => "an object";

    /// <summary>The same, with at least one of these members.</summary>
    public ObjectShape WithOneOf(params string[] names) => new(members, names);

    /// <summary>The same, with more members.</summary>
    public ObjectShape With(params ReadOnlySpan<Member> more) => new([.. members, .. more], oneOf);

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Mismatch(value, report);
            return;
        }

        var seen = 0UL;
        foreach (var member in value.EnumerateObject())
        {
            if (Texts.NameOf(member) is { } name) CheckMember(name, member.Value, ref seen, report);
            else report.Add("has a member name that is not text", $"must have known members: {Known}");
            if (report.IsFull) return;
        }

        foreach (var (index, member) in members.Index())
        {
            if (member.Required && (seen & (1UL << index)) == 0) report.Add(member.Name, "is missing", $"must be {member.Shape.Words}");
        }

        if (oneOf.Length > 0 && !oneOf.Any(name => (seen & (1UL << places[name])) != 0))
        {
            report.Add($"has none of {string.Join(", ", oneOf)}", "must have at least one of them");
        }
    }

    public override JsonObject Describe(Schemas schemas)
    {
        var properties = new JsonObject();
        foreach (var member in members) properties[member.Name] = member.Shape.Describe(schemas);
        var required = Schemas.List(members.Where(m => m.Required).Select(m => m.Name).Concat(oneOf.Length == 1 ? oneOf : []));
        return Schemas.Of(
            "object",
            ("required", required.Count > 0 ? required : null),
            ("anyOf", oneOf.Length > 1 ? new JsonArray([.. oneOf.Select(NeedsOnly)]) : null),
            ("properties", properties),
            ("additionalProperties", false));
    }

    private static JsonNode NeedsOnly(string name) => new JsonObject { ["required"] = Schemas.List([name]) };

    private string Known => string.Join(", ", members.Select(m => m.Name));

    private void CheckMember(string name, JsonElement value, ref ulong seen, Report report)
    {
        if (!places.TryGetValue(name, out var place))
        {
            var meant = Nearest.To(name, members.Select(m => m.Name));
            report.Add(Shown.Short(name), "is not a known member", meant is null ? $"known are {Known}" : $"did you mean {meant}?");
            return;
        }

        report.Enter(name);
        if ((seen & (1UL << place)) == 0) members[place].Shape.Check(value, report);
        else report.Add("is there twice", "name it once");
        report.Leave();
        seen |= 1UL << place;
    }
}
