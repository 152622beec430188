using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>How the client reads and writes. Members it does not know are passed over: a newer server may say more.
/// What is left out has the usual value of its record, which the setters see to: generated code sets every member.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(OrderDiff))]
[JsonSerializable(typeof(OrderActions))]
[JsonSerializable(typeof(Modification))]
[JsonSerializable(typeof(Undo))]
[JsonSerializable(typeof(CancelOrder))]
[JsonSerializable(typeof(ForceCancelOrder))]
[JsonSerializable(typeof(AssignOrder))]
[JsonSerializable(typeof(RerouteOrder))]
[JsonSerializable(typeof(RerouteUnroutable))]
[JsonSerializable(typeof(RerouteTask))]
[JsonSerializable(typeof(ChangeCarrier))]
[JsonSerializable(typeof(PickJobWork))]
[JsonSerializable(typeof(HandoverJobWork))]
[JsonSerializable(typeof(LabelWork))]
[JsonSerializable(typeof(UnlockOrder))]
[JsonSerializable(typeof(ConfirmPromise))]
[JsonSerializable(typeof(ExtendPromise))]
[JsonSerializable(typeof(ReturnAction))]
[JsonSerializable(typeof(OwnedReturnTask))]
[JsonSerializable(typeof(ReturnTaskPage))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(NewCredential))]
[JsonSerializable(typeof(IssuedCredential))]
[JsonSerializable(typeof(CredentialList))]
[JsonSerializable(typeof(Rotation))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(OrderSearch))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(PolicyList))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(PolicyVersionPage))]
[JsonSerializable(typeof(PolicyToWrite))]
[JsonSerializable(typeof(PolicyTry))]
[JsonSerializable(typeof(PolicyTrial))]
[JsonSerializable(typeof(Assignments))]
[JsonSerializable(typeof(AssignmentsToWrite))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(BulkWanted))]
[JsonSerializable(typeof(BulkJob))]
[JsonSerializable(typeof(BulkJobPage))]
[JsonSerializable(typeof(BulkResultPage))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(DeliveryPage))]
[JsonSerializable(typeof(Replay))]
[JsonSerializable(typeof(SecretRotation))]
[JsonSerializable(typeof(SigningSecret))]
[JsonSerializable(typeof(PasswordSignIn))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(SignInRefusal))]
internal sealed partial class Wire : JsonSerializerContext;

/// <summary>Keys for programs.</summary>
internal sealed record CredentialList
{
    public IReadOnlyList<Credential> Credentials { get; init => field = value ?? []; } = [];
}

/// <summary>Who is called when something happens.</summary>
internal sealed record SubscriptionList
{
    public IReadOnlyList<Subscription> Subscriptions { get; init => field = value ?? []; } = [];
}

/// <summary>A page of what became of events.</summary>
internal sealed record DeliveryPage
{
    public IReadOnlyList<EventDelivery> Deliveries { get; init => field = value ?? []; } = [];
}

/// <summary>What is to be delivered again.</summary>
internal sealed record Replay
{
    public string? Event { get; init; }

    public DateTimeOffset? From { get; init; }
}

/// <summary>How long the secret so far signs along.</summary>
internal sealed record SecretRotation(int? OverlapMinutes);

/// <summary>What calls are signed with.</summary>
internal sealed record SigningSecret
{
    public string Secret { get; init => field = value ?? ""; } = "";
}

/// <summary>How long the secret so far still counts.</summary>
internal sealed record Rotation(int OverlapMinutes);

/// <summary>Whether a user is let in.</summary>
internal sealed record Activity(bool Active);

/// <summary>A page of the audit.</summary>
internal sealed record AuditPage
{
    public IReadOnlyList<AuditEntry> Entries { get; init => field = value ?? []; } = [];
}

/// <summary>Somebody signs in.</summary>
internal sealed record PasswordSignIn(string Email, string Password)
{
    public bool ReturnSecureToken => true;
}

/// <summary>Somebody is signed in.</summary>
internal sealed record SignInAnswer(string IdToken);

/// <summary>Somebody is not let in.</summary>
internal sealed record SignInRefusal(SignInError Error);

/// <summary>Why not.</summary>
internal sealed record SignInError(string Message);
