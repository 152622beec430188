using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Golden files of request and response bodies. They fix the wire names.</summary>
internal static partial class GoldenFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = CanonicalJson.Options.Encoder };

    public static string ReadRequest(string name) => File.ReadAllText(GetPath($"{name}.request.json"));

    /// <summary>Asserts that the body equals the golden file. With EMEND_GOLDEN=write, overwrites the file.</summary>
    public static void AssertEqual<T>(string name, T body, Action<Utf8JsonWriter, T> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteObject(body, members);
        }

        var actual = JsonNode.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan))!.ToJsonString(Indented);
        actual = ReplaceIds(actual);
        var path = GetPath($"{name}.response.json");
        if (Environment.GetEnvironmentVariable("EMEND_GOLDEN") == "write")
        {
            File.WriteAllText(path, actual + "\n");
        }

        Assert.Equal(File.ReadAllText(path).TrimEnd(), actual);
    }

    /// <summary>Replaces ids by numbers in order of appearance, because ids differ between runs.</summary>
    private static string ReplaceIds(string json)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in IdPattern().Matches(json).Cast<Match>())
        {
            names.TryAdd(id.Value, $"id-{names.Count + 1}");
        }

        return ShortId().Replace(IdPattern().Replace(json, id => names[id.Value]), "\"shortId\": \"ABCD\"");
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern();

    [GeneratedRegex("\"shortId\": \"[0-9A-F]{4}\"")]
    private static partial Regex ShortId();

    private static string GetPath(string file, [CallerFilePath] string here = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "Golden", file);
}
