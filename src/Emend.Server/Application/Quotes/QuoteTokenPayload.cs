using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Application.Quotes;

/// <summary>The content of a quote token, in short form because requests contain it. Has no generated ids, times or versions.</summary>
internal sealed record QuoteTokenPayload(
    [property: JsonPropertyName("t")] string Tenant,
    [property: JsonPropertyName("a")] string Actor,
    [property: JsonPropertyName("o")] string Order,
    [property: JsonPropertyName("c")] string Command,
    [property: JsonPropertyName("p")] string Policy,
    [property: JsonPropertyName("x")] long Expires,
    [property: JsonPropertyName("l")] string[][] Lines,
    [property: JsonPropertyName("m")] string[]? Total,
    [property: JsonPropertyName("u")] string?[][] Units)
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The accepted penalties by rule id; null if there are none.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Penalties { get; init; }

    public static string[][] LinesOf(Quote quote) => [.. quote.Lines.Select(l => new[] { l.Article.Value, Number(l.Quantity) })];

    public static string[]? TotalOf(Quote quote) =>
        quote.Total is { } total ? [total.Amount.ToString(CultureInfo.InvariantCulture), total.Currency] : null;

    public static string?[][] UnitsOf(Quote quote) =>
        [.. quote.Units.Select(u => new[] { u.Facility?.Value, u.Article.Value, Number(u.Quantity) })];

    public Quote ToQuote() => new(
        [.. Lines.Select(l => new QuotedLine(new(l[0]), Quantity(l[1])))],
        Total is [var amount, var currency] ? new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) : null,
        [.. Units.Select(u => new QuotedUnits(u[0] is { } facility ? new FacilityId(facility) : null, new(u[1]!), Quantity(u[2]!)))])
    {
        Policy = Policy,
        Penalties = (Penalties ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public byte[] ToBytes()
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packing, this, QuoteJsonContext.Default.QuoteTokenPayload);
        }

        return packed.ToArray();
    }

    /// <summary>Reads bytes whose signature was verified.</summary>
    public static QuoteTokenPayload From(byte[] bytes)
    {
        using var unpacking = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = unpacking.Read(buffer)) > 0 && plain.Length < MaxBytes;)
        {
            plain.Write(buffer, 0, read);
        }

        return JsonSerializer.Deserialize(plain.ToArray(), QuoteJsonContext.Default.QuoteTokenPayload)!;
    }

    private static string Number(Quantity quantity) => quantity.Thousandths.ToString(CultureInfo.InvariantCulture);

    private static Quantity Quantity(string thousandths) => new(long.Parse(thousandths, CultureInfo.InvariantCulture));
}

[JsonSerializable(typeof(QuoteTokenPayload))]
internal sealed partial class QuoteJsonContext : JsonSerializerContext;
