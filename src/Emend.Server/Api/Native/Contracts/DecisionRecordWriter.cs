using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What a modification was decided on: the rows that were looked at, and the facts.</summary>
internal static class DecisionRecordWriter
{
    private const int Max = 10_000;

    public static readonly JsonSchema Passed = JsonSchema.Object(
        Required("row", NativeCommonSchemas.Ref),
        Optional("permission", JsonSchema.Text().WithDescription("The permission that passed it.")),
        Optional("penalty", JsonSchema.Text().WithDescription("What was taken for it."))).Named("PassedRow");

    public static readonly JsonSchema Schema = Http.JsonSchema.Object(
        Required("rows", Http.JsonSchema.List(NativeCommonSchemas.Ref, Max).WithDescription("The rows that were looked at; docs/rules tells each.")),
        Required("passed", Http.JsonSchema.List(Passed, Max).WithDescription("The soft rows among them that did not hold.")),
        Optional("ifUnroutable", Http.JsonSchema.Choice("refuse", "accept")),
        Required("settings", Http.JsonSchema.Object(
            Required("allowLineItemModification", Http.JsonSchema.Flag),
            Required("allowForceCancel", Http.JsonSchema.Flag),
            Required("releaseAfterSeconds", Http.JsonSchema.Number(0))).Named("DecisionSettings")),
        Required("permissions", Http.JsonSchema.List(Http.JsonSchema.Name(), Max).WithDescription("What the caller might do.")),
        Required("versions", Http.JsonSchema.Object(
            Required("settings", Http.JsonSchema.Whole()),
            Required("facilities", Http.JsonSchema.Whole()),
            Required("articles", Http.JsonSchema.Whole()),
            Required("people", Http.JsonSchema.Whole())).Named("DecisionVersions")),
        Required("freshStock", Http.JsonSchema.Flag.WithDescription("Whether stock was read for it, and not taken from a snapshot.")),
        Optional("baseVersion", NativeCommonSchemas.Revision.WithDescription("The version of the built-in policy, where a variant of it decided.")))
        .Named("DecidedOn");

    public static void Write(Utf8JsonWriter json, DecisionRecord decisionRecord)
    {
        json.Texts("rows", decisionRecord.Rules);
        json.Objects("passed", decisionRecord.Overrides, Write);
        if (decisionRecord.UnroutableBehavior is { } choice) json.WriteString("ifUnroutable", EnumWireNames.Of(choice));
        json.Object("settings", decisionRecord.Settings, static (settings, told) =>
        {
            settings.WriteBoolean("allowLineItemModification", told.AllowLineItemModification);
            settings.WriteBoolean("allowForceCancel", told.AllowForceCancel);
            settings.WriteNumber("releaseAfterSeconds", (decimal)told.ReleaseAfter.TotalSeconds);
        });
        json.Texts("permissions", decisionRecord.Permissions.Order(StringComparer.Ordinal));
        json.Object("versions", decisionRecord.Versions, static (versions, told) =>
        {
            versions.WriteNumber("settings", told.Settings);
            versions.WriteNumber("facilities", told.Facilities);
            versions.WriteNumber("articles", told.Articles);
            versions.WriteNumber("people", told.Identity);
        });
        json.WriteBoolean("freshStock", decisionRecord.IsStockFresh);
        if (decisionRecord.BaseVersion is { } version) json.WriteNumber("baseVersion", version);
    }

    public static void Write(Utf8JsonWriter json, RuleOverride override_)
    {
        json.WriteString("row", override_.RuleId);
        json.Text("permission", override_.Permission);
        json.Text("penalty", override_.Penalty);
    }
}
