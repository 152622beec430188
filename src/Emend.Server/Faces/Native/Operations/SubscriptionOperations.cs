using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of subscriptions say of themselves.</summary>
internal static class SubscriptionOperations
{
    private const string Tag = "Subscriptions";

    private const int Usual = 100;

    private static readonly Reply TheSecret = new(200, "The secret.", SubscriptionShapes.Secret);

    public static readonly Operation List = new("listSubscriptions", Tag, "List who is called when something happens")
    {
        Description = "They are made and ended where their face has them, such as `/api/subscriptions`.",
        Answers = [new(200, "All of them, and how much is open.", SubscriptionShapes.Subscriptions)],
    };

    public static readonly Operation Deliveries = new("listDeliveries", Tag, "List what became of events")
    {
        Description = "What was delivered is kept for a day.",
        Parameters =
        [
            new("state", "Only those that stand there.", Shape.Choice(SubscriptionShapes.States)) { IsRepeated = true },
            new("before", "The id of the last event of the page before.", CommonShapes.Ref),
            new("size", "How many a page has.", Shape.Whole(1, SubscriptionShapes.MostDeliveries)) { Usual = Usual },
        ],
        Answers = [new(200, "The newest first.", SubscriptionShapes.Deliveries)],
        Fails = [400, 404],
    };

    public static readonly Operation Replay = new("replayEvents", Tag, "Have events delivered again")
    {
        Description = "One by its id, also one that was parked or came before the subscription; or everything since a time, in order.",
        Body = SubscriptionShapes.Replay,
        Example = """{ "from": "2026-11-22T10:00:00Z" }""",
        Answers = [new(202, "They will be.", null)],
        Fails = [404],
    };

    public static readonly Operation Secret = new("readSigningSecret", Tag, "Read what calls are signed with")
    {
        Answers = [TheSecret],
        Fails = [404],
    };

    public static readonly Operation Rotate = new("rotateSigningSecret", Tag, "Sign calls with another secret")
    {
        Description = "The secret so far signs along for the overlap, so that the receiver may take its time.",
        Body = SubscriptionShapes.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Answers = [TheSecret],
        Fails = [404],
    };
}
