using System.Text.Json;

namespace Emend.Bench.Load;

/// <summary>The state of an order that a client needs to change it. Only one client uses it at a time.</summary>
internal sealed class TrackedOrder(string id)
{
    private readonly List<(string Id, int Article, int Quantity)> _lines = [];

    public string Id => id;

    public string Path { get; } = $"/api/orders/{id}";

    public string NativePath { get; } = $"/emend/v1/orders/{id}";

    public long Version { get; private set; }

    public IReadOnlyList<(string Id, int Article, int Quantity)> Lines => _lines;

    /// <summary>Number of requests sent for this order.</summary>
    public int RequestCount { get; set; }

    /// <summary>Reads version and lines from an order response.</summary>
    public void Read(ReadOnlySpan<byte> order)
    {
        var reader = new Utf8JsonReader(order);
        reader.Read();
        _lines.Clear();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("version"u8))
            {
                Version = ReadNext(ref reader).GetInt64();
            }
            else if (reader.ValueTextEquals("orderLineItems"u8))
            {
                ReadLines(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Reads the id from an order response.</summary>
    public static string ReadId(ReadOnlySpan<byte> order)
    {
        using var json = JsonDocument.Parse(order.ToArray());
        return json.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Reads only the version from an order response.</summary>
    public void ReadVersion(ReadOnlySpan<byte> order)
    {
        var reader = new Utf8JsonReader(order);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("version"u8))
            {
                Version = ReadNext(ref reader).GetInt64();
                return;
            }
            reader.Skip();
        }
    }

    private void ReadLines(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
        {
            var (id, article, quantity) = ("", 0, 0m);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8))
                {
                    id = ReadNext(ref reader).GetString()!;
                }
                else if (reader.ValueTextEquals("quantity"u8))
                {
                    quantity = ReadNext(ref reader).GetDecimal();
                }
                else if (reader.ValueTextEquals("article"u8))
                {
                    article = ReadArticle(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
            _lines.Add((id, article, (int)quantity));
        }
    }

    private static int ReadArticle(ref Utf8JsonReader reader)
    {
        var article = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("tenantArticleId"u8))
            {
                article = int.Parse(ReadNext(ref reader).GetString()!["ART-".Length..]);
            }
            else
            {
                reader.Skip();
            }
        }
        return article;
    }

    private static ref Utf8JsonReader ReadNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ref reader;
    }
}
