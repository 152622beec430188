using System.Text.Json;
using Emend.Core;
using Emend.Server.Application.Outbox;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas and writer of the effects in the outbox.</summary>
internal static class OutboxSchemas
{
    public const int MaxPageSize = 500;
    public const int DefaultPageSize = 100;

    public static readonly string[] States = ["WAITING", "DEAD_LETTERED"];

    private static readonly JsonSchema Count = JsonSchema.Integer(min: 0);

    public static readonly JsonSchema Effect = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Id),
        Required("position", JsonSchema.Integer(min: 0).WithDescription(
            "Rises within the order. Emend sends the requests of an order in this sequence.")),
        Required("id", JsonSchema.Text().WithDescription(
            "The idempotency key at the other system, after the id of the tenant and a slash. Every attempt has the same key.")),
        Required("kind", JsonSchema.Text().WithDescription("What is requested, such as REQUEST_LABEL.")),
        Required("state", JsonSchema.Choice(States).WithDescription(
            "Emend abandoned a dead-lettered request after its attempts and continued with later requests of the order.")),
        Required("facility", NativeCommonSchemas.Id),
        Optional("shipment", NativeCommonSchemas.Id.WithDescription("The shipment of a label request.")),
        Optional("parcel", NativeCommonSchemas.Id.WithDescription("The parcel of a label request.")),
        Required("attempts", Count.WithDescription("The number of failed attempts.")),
        Required("createdAt", JsonSchema.Timestamp),
        Optional("lastAttemptAt", JsonSchema.Timestamp.WithDescription("The time of the last failed attempt.")),
        Optional("nextAttemptAt", JsonSchema.Timestamp.WithDescription("The earliest time of the next attempt.")),
        Optional("failure", JsonSchema.Text().WithDescription("Why the last attempt failed."))).Named("OutboxEffect");

    public static readonly JsonSchema Page = JsonSchema.Object(
        Required("effects", JsonSchema.List(Effect, MaxPageSize)),
        Required("waiting", Count.WithDescription("The number of waiting requests, in all pages.")),
        Required("deadLettered", Count.WithDescription("The number of dead-lettered requests, in all pages.")),
        Optional("next", NativeCommonSchemas.Id.WithDescription("The value of after for the next page."))).Named("OutboxPage");

    public static void Write(Utf8JsonWriter json, OutboxEntry entry)
    {
        json.WriteString("order", entry.At.Order.Value);
        json.WriteNumber("position", entry.At.Position);
        json.WriteString("id", entry.Id);
        json.WriteString("kind", entry.Kind);
        json.WriteString("state", States[(int)entry.State]);
        json.WriteString("facility", entry.Facility.Value);
        if (entry.Effect is ExternalEffect.RequestLabel label)
        {
            json.WriteString("shipment", label.Shipment.Value);
            json.WriteString("parcel", label.Parcel.Value);
        }

        json.WriteNumber("attempts", entry.Attempts);
        json.WriteTimestamp("createdAt", entry.CreatedAt);
        json.WriteTimestamp("lastAttemptAt", entry.LastAttemptAt);
        if (entry.State is OutboxState.Waiting)
        {
            json.WriteTimestamp("nextAttemptAt", entry.DueAt);
        }

        json.WriteText("failure", entry.LastError);
    }
}
