using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes the decision record of a modification: the evaluated rules and the inputs of the decision.</summary>
internal static class DecisionRecordWriter
{
    private const int MaxItems = 10_000;

    public static readonly JsonSchema OverrideSchema = JsonSchema.Object(
        Required("rule", NativeCommonSchemas.Id.WithDescription("The id of the rule.")),
        Optional("permission", JsonSchema.Text().WithDescription("The permission that overrode the rule.")),
        Optional("penalty", JsonSchema.Text().WithDescription("The penalty that the caller accepted."))).Named("RuleOverride");

    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("rules", JsonSchema.List(NativeCommonSchemas.Id, MaxItems).WithDescription(
            "The ids of the evaluated rules. docs/rules documents them.")),
        Required("overrides", JsonSchema.List(OverrideSchema, MaxItems).WithDescription("The violated rules that were overridden.")),
        Optional("ifUnroutable", JsonSchema.Choice("reject", "accept")),
        Required("settings", JsonSchema.Object(
            Required("allowLineItemModification", JsonSchema.Boolean),
            Required("allowForceCancel", JsonSchema.Boolean),
            Required("releaseDelaySeconds", JsonSchema.Number(0))).Named("DecisionSettings")),
        Required("permissions", JsonSchema.List(JsonSchema.NonBlankText(), MaxItems).WithDescription("The permissions of the caller.")),
        Required("versions", JsonSchema.Object(
            Required("settings", JsonSchema.Integer()),
            Required("facilities", JsonSchema.Integer()),
            Required("articles", JsonSchema.Integer()),
            Required("identities", JsonSchema.Integer())).Named("DecisionVersions")),
        Required("stockWasFresh", JsonSchema.Boolean.WithDescription(
            "True if the decision read stock from the database. False if it used a cached snapshot.")),
        Optional("baseVersion", NativeCommonSchemas.Revision.WithDescription(
            "The version of the built-in policy, if a custom policy decided.")))
        .Named("DecisionRecord");

    public static void Write(Utf8JsonWriter json, DecisionRecord decisionRecord)
    {
        json.WriteTexts("rules", decisionRecord.Rules);
        json.WriteObjects("overrides", decisionRecord.Overrides, Write);
        if (decisionRecord.UnroutableBehavior is { } behavior)
        {
            json.WriteString("ifUnroutable", EnumWireNames.ToName(behavior));
        }

        json.WriteObject("settings", decisionRecord.Settings, static (settings, values) =>
        {
            settings.WriteBoolean("allowLineItemModification", values.AllowLineItemModification);
            settings.WriteBoolean("allowForceCancel", values.AllowForceCancel);
            settings.WriteNumber("releaseDelaySeconds", (decimal)values.ReleaseAfter.TotalSeconds);
        });
        json.WriteTexts("permissions", decisionRecord.Permissions.Order(StringComparer.Ordinal));
        json.WriteObject("versions", decisionRecord.Versions, static (versions, values) =>
        {
            versions.WriteNumber("settings", values.Settings);
            versions.WriteNumber("facilities", values.Facilities);
            versions.WriteNumber("articles", values.Articles);
            versions.WriteNumber("identities", values.Identity);
        });
        json.WriteBoolean("stockWasFresh", decisionRecord.IsStockFresh);
        if (decisionRecord.BasePolicyVersion is { } version)
        {
            json.WriteNumber("baseVersion", version);
        }
    }

    public static void Write(Utf8JsonWriter json, RuleOverride ruleOverride)
    {
        json.WriteString("rule", ruleOverride.RuleId);
        json.WriteText("permission", ruleOverride.Permission);
        json.WriteText("penalty", ruleOverride.Penalty);
    }
}
