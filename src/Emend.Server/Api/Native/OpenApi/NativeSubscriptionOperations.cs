using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of subscriptions say of themselves.</summary>
internal static class NativeSubscriptionOperations
{
    private const string Tag = "Subscriptions";

    private const int Default = 100;

    private static readonly OperationResponse TheSecret = new(200, "The secret.", NativeSubscriptionSchemas.Secret);

    public static readonly OperationMetadata List = new("listSubscriptions", Tag, "List who is called when something happens")
    {
        Description = "They are made and ended where their face has them, such as `/api/subscriptions`.",
        Answers = [new(200, "All of them, and how much is open.", NativeSubscriptionSchemas.Subscriptions)],
    };

    public static readonly OperationMetadata Deliveries = new("listDeliveries", Tag, "List what became of events")
    {
        Description = "What was delivered is kept for a day.",
        Parameters =
        [
            new("state", "Only those that stand there.", JsonSchema.Choice(NativeSubscriptionSchemas.States)) { IsRepeated = true },
            new("before", "The id of the last event of the page before.", NativeCommonSchemas.Ref),
            new("size", "How many a page has.", JsonSchema.Whole(1, NativeSubscriptionSchemas.MaxDeliveries)) { Default = Default },
        ],
        Answers = [new(200, "The newest first.", NativeSubscriptionSchemas.Deliveries)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata Replay = new("replayEvents", Tag, "Have events delivered again")
    {
        Description = "One by its id, also one that was parked or came before the subscription; or everything since a time, in order.",
        Body = NativeSubscriptionSchemas.Replay,
        Example = """{ "from": "2026-11-22T10:00:00Z" }""",
        Answers = [new(202, "They will be.", null)],
        Fails = [404],
    };

    public static readonly OperationMetadata Secret = new("readSigningSecret", Tag, "Read what calls are signed with")
    {
        Answers = [TheSecret],
        Fails = [404],
    };

    public static readonly OperationMetadata Rotate = new("rotateSigningSecret", Tag, "Sign calls with another secret")
    {
        Description = "The secret so far signs along for the overlap, so that the receiver may take its time.",
        Body = NativeSubscriptionSchemas.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Answers = [TheSecret],
        Fails = [404],
    };
}
