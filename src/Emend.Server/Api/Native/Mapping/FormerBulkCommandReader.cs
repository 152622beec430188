using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Common;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>
/// Reads the command of a job of an earlier version. It stored only the <c>action</c> member of the request, which can have former member
/// names.
/// </summary>
internal sealed class FormerBulkCommandReader : IFormerBulkCommandReader
{
    public BulkCommand Read(JsonText action, CancellationReason? reason) =>
        BulkCommandReader.Read(JsonElement.Parse(ToCurrent(action).Raw), reason);

    /// <summary>Replaces the former member names and values by the current ones.</summary>
    private static JsonText ToCurrent(JsonText stored)
    {
        if (JsonNode.Parse(stored.Raw) is not JsonObject command)
        {
            return stored;
        }

        var changed = false;
        foreach (var body in command.Select(member => member.Value).OfType<JsonObject>().ToList())
        {
            changed |= Update(body);
        }

        return changed ? CanonicalJson.From(JsonElement.Parse(command.ToJsonString())) : stored;
    }

    private static bool Update(JsonObject body)
    {
        var changed = Rename(body, "accept", "acceptPenalties") | Rename(body, "cancelationReason", "cancellationReason");
        if (TextOf(body, "ifUnroutable") is "refuse")
        {
            body["ifUnroutable"] = "reject";
            changed = true;
        }

        foreach (var change in Objects(body, "changes"))
        {
            var type = TextOf(change, "type");
            if (type is ChangeMapper.SetPreferredTime)
            {
                changed |= Rename(change, "to", "preferredTime");
            }

            if (type is not ChangeMapper.SetConsumer)
            {
                continue;
            }

            foreach (var address in Objects(change, "addresses"))
            {
                changed |= Rename(address, "more", "additionalData");
            }
        }

        return changed;
    }

    private static string? TextOf(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name) =>
        json[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    private static bool Rename(JsonObject json, string former, string current)
    {
        if (!json.Remove(former, out var value))
        {
            return false;
        }

        json[current] = value;
        return true;
    }
}
