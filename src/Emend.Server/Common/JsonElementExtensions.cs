using System.Collections.Immutable;
using System.Text.Json;

namespace Emend.Server.Common;

/// <summary>Reads members of a validated object. Absent members and members with the value null read as null.</summary>
internal static class JsonElementExtensions
{
    extension(JsonElement value)
    {
        public JsonElement? ReadMember(string name) =>
            value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

        public bool HasMember(string name) => value.TryGetProperty(name, out _);

        public string? ReadText(string name) => value.ReadMember(name)?.GetString();

        /// <summary>The present members with these names. The value of a null member is null.</summary>
        public ImmutableSortedDictionary<string, string?> ReadTexts(IEnumerable<string> names) =>
            names.Where(name => value.HasMember(name))
                .ToImmutableSortedDictionary(name => name, name => value.ReadText(name), StringComparer.Ordinal);

        public decimal? ReadDecimal(string name) => value.ReadMember(name)?.GetDecimal();

        /// <summary>Accepts whole numbers that are written with a decimal point or an exponent.</summary>
        public long? ReadInteger(string name) => (long?)value.ReadMember(name)?.GetDecimal();

        public bool? ReadBoolean(string name) => value.ReadMember(name)?.GetBoolean();

        public DateTimeOffset? ReadTimestamp(string name) => value.ReadMember(name)?.GetDateTimeOffset();

        public IEnumerable<JsonElement> ReadEntries(string name) => value.ReadMember(name) is { } list ? list.EnumerateArray() : [];
    }
}
