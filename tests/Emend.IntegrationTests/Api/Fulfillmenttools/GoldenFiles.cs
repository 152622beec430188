using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Bodies as they go over the wire, in files of our own. A name on the wire is a format: the file first, then code.</summary>
internal static partial class GoldenFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = CanonicalJson.Options.Encoder };

    public static string Request(string name) => File.ReadAllText(Path($"{name}.request.json"));

    /// <summary>Whether the body is the one in the file; with EMEND_GOLDEN=write the file is written anew.</summary>
    public static void Same<T>(string name, T body, Action<Utf8JsonWriter, T> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options)) json.Object(body, members);
        var actual = JsonNode.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan))!.ToJsonString(Indented);
        actual = Named(actual);
        var path = Path($"{name}.response.json");
        if (Environment.GetEnvironmentVariable("EMEND_GOLDEN") == "write") File.WriteAllText(path, actual + "\n");
        Assert.Equal(File.ReadAllText(path).TrimEnd(), actual);
    }

    /// <summary>Ids by the order of their appearance: which ones they are is not the wire's business.</summary>
    private static string Named(string json)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in Id().Matches(json).Cast<Match>()) names.TryAdd(id.Value, $"id-{names.Count + 1}");
        return ShortId().Replace(Id().Replace(json, id => names[id.Value]), "\"shortId\": \"ABCD\"");
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex("\"shortId\": \"[0-9A-F]{4}\"")]
    private static partial Regex ShortId();

    private static string Path(string file, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "Golden", file);
}
