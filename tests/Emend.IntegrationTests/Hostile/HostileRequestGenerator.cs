using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Architecture;
using Emend.Server.OpenApi;

namespace Emend.IntegrationTests.Hostile;

/// <summary>A request and what is hostile about it.</summary>
internal sealed record HostileRequest(HttpRequestMessage Message, string Description);

/// <summary>
/// Creates hostile requests from the sample requests of one API: bad ids, queries, headers, bodies and encodings. The number of a request
/// determines it, so that a failure can be repeated.
/// </summary>
internal sealed class HostileRequestGenerator(Uri url, string token, IReadOnlyList<EndpointDescription> endpoints, SampleEntities samples)
{
    private static readonly string[] Texts =
    [
        "", " ", "\u0000", "'", "\"", "%", "..", "../..", "null", "NaN", "-1", "0", "1e999", "9223372036854775808", "\u202E", "😀",
        "ß\u0301", "a\r\nb", "{}", "[]", "$1", "urn:fft:facility:tenantFacilityId:", "urn:fft:remoteconfig:key:", "2026-02-30T00:00:00Z",
        "P1Y",
        "http://0/", "https://[::]/", "<script>", new('x', 101), new('ä', 1_001), new('9', 400),
    ];

    private static readonly string[] PathParts =
    [
        "%00", "%2F", "%2e%2e", "%ED%A0%80", "%FF", "%", "%zz", "%F0%9F%98%80", "*", ":", ";", "a%20b", new('p', 3_000), "%25", "%C0%AF",
    ];

    // Raw JSON, also JSON that no serializer writes.
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[[[[]]]]", "0", "-1", "1.5", "1e400", "-1e400", "1e-400", "9223372036854775808",
        "0.0000000000000000001",
        "1234567890123456789012345678901234567890", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "{\"\\ud800\":1}",
        "[{\"\\udfff\":{\"a\":1}}]", "{\"a\":1,\"a\":2}", "\"2026-13-01\"", "\"9999-12-31T23:59:59.9999999Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "[1,\"a\",null,{},[]]", "\"" + new string('y', 20_000) + "\"", "[" + string.Join(',', Enumerable.Repeat("{}", 2_000)) + "]",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("If-Match", ["", "*", "\"0\"", "W/\"1\"", "\"99999999999999999999\"", "\"a", "\"1\", \"2\""]),
        ("Idempotency-Key", ["", " ", "k", "\"k\"", "é", new('k', 300)]),
        ("Accept", ["", "*/*", "text/html;q=x", "application/json;q=9", "garbage", "application/xml"]),
        ("Content-Type", ["", "text/plain", "application/json; charset=utf-16", "application/json;;", "a/b/c", "multipart/form-data"]),
        ("Content-Encoding", ["gzip", "br", "identity", "x"]),
        ("Authorization", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer " + new string('t', 5_000)]),
        ("X-Api-Key", ["", "x", "demo-api-key", new('k', 1_000)]),
        ("Last-Event-ID", ["", "0", "x", "-1", new('1', 500)]),
        ("Accept-Language", ["xx-invalid-", "*", "de;q=2"]),
        ("X-Forwarded-For", ["::1", "x"]),
    ];

    public HostileRequest Create(int number)
    {
        var random = new Random(number);
        var endpoint = endpoints[random.Next(endpoints.Count)];
        var name = $"{endpoint.Method} /{endpoint.Pattern.RawText!.TrimStart('/')}";
        var sample = samples.FindRequest(name) ?? new SampleRequest(endpoint.Path, endpoint.Operation.Example);
        var path = sample.Path;
        var body = sample.Body is null ? null : Encoding.UTF8.GetBytes(sample.Body);
        var headers = new List<(string Name, string Value)>();
        for (var i = 1 + random.Next(2); i > 0; i--)
        {
            switch (random.Next(10))
            {
                case 0: path = BreakPath(path, random); break;
                case 1 or 2: path = BreakQuery(path, endpoint, random); break;
                case 3: headers.Add(Pick(Headers, random) is var (header, values) ? (header, Pick(values, random)) : default); break;
                default: body = BreakBody(sample.Body ?? endpoint.Operation.Example, random); break;
            }
        }

        return new(CreateMessage(endpoint.Method, path, body, headers), Describe(number, endpoint.Method, path, body, headers));
    }

    private static string BreakPath(string path, Random random)
    {
        var (route, query) = path.Split('?') is [var r, var q] ? (r, "?" + q) : (path, "");
        var parts = route.Split('/');
        parts[random.Next(Math.Min(2, parts.Length - 1), parts.Length)] = Pick(PathParts, random);
        return string.Join('/', parts) + query;
    }

    private static string BreakQuery(string path, EndpointDescription endpoint, Random random)
    {
        var known = endpoint.Operation.Parameters.Where(p => !p.IsHeader).Select(p => p.Name).ToArray();
        var name = known.Length > 0 && random.Next(5) > 0 ? Pick(known, random) : Pick(["x", "", "size", "%00", "a[b]", "$filter"], random);
        var value = random.Next(4) == 0 ? Pick(PathParts, random) : Uri.EscapeDataString(Pick(Texts, random));
        return path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + value;
    }

    private static byte[] BreakBody(string? sample, Random random)
    {
        if (sample is null)
        {
            return Encoding.UTF8.GetBytes(Pick(Values, random));
        }

        var bytes = Encoding.UTF8.GetBytes(sample);
        return random.Next(12) switch
        {
            0 => bytes[..random.Next(bytes.Length + 1)],
            1 => [.. bytes, .. "}x"u8],
            2 => [0xEF, 0xBB, 0xBF, .. bytes],
            3 => [.. bytes[..(bytes.Length / 2)], 0xC3, 0x28, 0xFF, .. bytes[(bytes.Length / 2)..]],
            4 => Encoding.UTF8.GetBytes(new string('[', 1 + random.Next(200))),
            5 => Encoding.Unicode.GetBytes(sample),
            6 => Encoding.UTF8.GetBytes(Pick(Values, random)),
            _ => Encoding.UTF8.GetBytes(ReplaceNode(sample, random)),
        };
    }

    /// <summary>Replaces, adds or removes a random node of the body.</summary>
    private static string ReplaceNode(string sample, Random random)
    {
        const string Mark = "\"\u2603here\"";
        if (JsonNode.Parse(sample) is not { } root)
        {
            return Pick(Values, random);
        }

        var nodes = Nodes(root).ToList();
        var chosen = Pick(nodes, random);
        switch (random.Next(6))
        {
            case 0 when chosen is JsonObject { Count: > 0 } known:
                known.Remove(Pick([.. known.Select(m => m.Key)], random));
                return root.ToJsonString();
            case 1 when chosen is JsonObject open:
                open["\u2603new"] = 1;
                return Unescape(root).Replace("\u2603new", Pick(["x", "\\ud800", "\\u0000", "", "id", "name", "version"], random));
            default:
                if (ReferenceEquals(chosen, root))
                {
                    return Pick(Values, random);
                }

                chosen.ReplaceWith("\u2603here");
                var value = random.Next(3) == 0 ? JsonValue.Create(Pick(Texts, random)).ToJsonString() : Pick(Values, random);
                return Unescape(root).Replace(Mark, value, StringComparison.Ordinal);
        }

        static string Unescape(JsonNode node) => node.ToJsonString().Replace("\\u2603", "\u2603", StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject o => [node, .. o.Select(m => m.Value).OfType<JsonNode>().SelectMany(Nodes)],
        JsonArray a => [node, .. a.OfType<JsonNode>().SelectMany(Nodes)],
        _ => [node],
    };

    private HttpRequestMessage CreateMessage(
        string method, string path, byte[]? body, List<(string Name, string Value)> headers)
    {
        // Keeps dots and escapes as they are.
        var exact = new Uri(url.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        var message = new HttpRequestMessage(new(method), exact) { Content = body is null ? null : new ByteArrayContent(body) };
        message.Content?.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (!headers.Any(h => h.Name is "Authorization" or "X-Api-Key"))
        {
            message.Headers.Authorization = new("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            if (name.StartsWith("Content-", StringComparison.Ordinal))
            {
                message.Content?.Headers.Remove(name);
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value.Replace("é", "e", StringComparison.Ordinal));
            }
        }

        return message;
    }

    private static string Describe(int number, string method, string path, byte[]? body, List<(string Name, string Value)> headers)
    {
        var text = body is null ? "" : Encoding.UTF8.GetString(body);
        return $"#{number} {method} {Cut(path)} {string.Join(' ', headers.Select(h => $"{h.Name}:{Cut(h.Value)}"))} {Cut(text)}";
    }

    private static string Cut(string text) => text.Length > 400 ? text[..400] + "…" : text;

    private static T Pick<T>(IReadOnlyList<T> list, Random random) => list[random.Next(list.Count)];
}
