using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Reads members of an object whose shape was checked. A member that is absent or null reads as null.</summary>
internal static class JsonElementExtensions
{
    extension(JsonElement value)
    {
        public JsonElement? Part(string name) =>
            value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

        public bool Has(string name) => value.TryGetProperty(name, out _);

        public string? Text(string name) => value.Part(name)?.GetString();

        public decimal? Decimal(string name) => value.Part(name)?.GetDecimal();

        /// <summary>Also where a whole number was written with a point or an exponent.</summary>
        public long? Whole(string name) => (long?)value.Part(name)?.GetDecimal();

        public bool? Flag(string name) => value.Part(name)?.GetBoolean();

        public DateTimeOffset? Moment(string name) => value.Part(name)?.GetDateTimeOffset();

        public IEnumerable<JsonElement> Entries(string name) => value.Part(name) is { } list ? list.EnumerateArray() : [];
    }
}
