using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The actions of a change of a pick job: one action, or picked quantities of several lines.</summary>
internal sealed class PickJobPatchActionsSchema(JsonSchema action) : JsonSchema
{
    public const string ModifyLine = "ModifyPickLineItem";

    private readonly JsonSchema _list = List(action, min: 1);

    public override string Expectation => _list.Expectation;

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _list.ToJsonSchema(registry);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        _list.Validate(value, report);
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() < 2)
        {
            return;
        }

        var at = 0;
        foreach (var entry in value.EnumerateArray())
        {
            if (entry.ValueKind is JsonValueKind.Object && entry.ReadMember("action") is { ValueKind: JsonValueKind.String } name
                && TextSanitizer.ReadText(name) is { } text and not ModifyLine)
            {
                report.Enter(at);
                report.Add("action", $"is {ValueFormatter.Truncate(text)}", $"must be {ModifyLine} in a list of several actions");
                report.Leave();
            }

            at++;
        }
    }
}
