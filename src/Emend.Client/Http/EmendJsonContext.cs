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
[JsonSerializable(typeof(AvailableActions))]
[JsonSerializable(typeof(Modification))]
[JsonSerializable(typeof(UndoOptions))]
[JsonSerializable(typeof(CancelOrder))]
[JsonSerializable(typeof(ForceCancelOrder))]
[JsonSerializable(typeof(AssignOrder))]
[JsonSerializable(typeof(RerouteOrder))]
[JsonSerializable(typeof(RerouteUnroutable))]
[JsonSerializable(typeof(ReroutePickJob))]
[JsonSerializable(typeof(ChangeCarrier))]
[JsonSerializable(typeof(PickJobAction))]
[JsonSerializable(typeof(HandoverJobAction))]
[JsonSerializable(typeof(LabelAction))]
[JsonSerializable(typeof(UnlockOrder))]
[JsonSerializable(typeof(ConfirmPromise))]
[JsonSerializable(typeof(ExtendPromise))]
[JsonSerializable(typeof(ReturnTaskAction))]
[JsonSerializable(typeof(OwnedReturnTask))]
[JsonSerializable(typeof(ReturnTaskPage))]
[JsonSerializable(typeof(ModificationResult))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(NewCredential))]
[JsonSerializable(typeof(IssuedCredential))]
[JsonSerializable(typeof(CredentialList))]
[JsonSerializable(typeof(CredentialRotation))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserActivation))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(OrderSearch))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(PolicyList))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(PolicyVersionPage))]
[JsonSerializable(typeof(PolicyUpdate))]
[JsonSerializable(typeof(PolicySimulationRequest))]
[JsonSerializable(typeof(PolicySimulation))]
[JsonSerializable(typeof(PolicyAssignments))]
[JsonSerializable(typeof(PolicyAssignmentsUpdate))]
[JsonSerializable(typeof(FeedEvent))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(NewBulkJob))]
[JsonSerializable(typeof(BulkJob))]
[JsonSerializable(typeof(BulkJobPage))]
[JsonSerializable(typeof(BulkJobItemResultPage))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(EventDeliveryPage))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(SecretRotation))]
[JsonSerializable(typeof(SigningSecret))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInResponse))]
[JsonSerializable(typeof(SignInErrorResponse))]
[JsonSerializable(typeof(PickJobAction.Cancel), TypeInfoPropertyName = "PickJobActionCancel")]
[JsonSerializable(typeof(HandoverJobAction.Cancel), TypeInfoPropertyName = "HandoverJobActionCancel")]
[JsonSerializable(typeof(PickJobAction.Close), TypeInfoPropertyName = "PickJobActionClose")]
[JsonSerializable(typeof(ReturnTaskAction.Close), TypeInfoPropertyName = "ReturnTaskActionClose")]
internal sealed partial class EmendJsonContext : JsonSerializerContext;

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
internal sealed record EventDeliveryPage
{
    public IReadOnlyList<EventDelivery> Deliveries { get; init => field = value ?? []; } = [];
}

/// <summary>What is to be delivered again.</summary>
internal sealed record ReplayRequest
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
internal sealed record CredentialRotation(int OverlapMinutes);

/// <summary>Whether a user is let in.</summary>
internal sealed record UserActivation(bool Active);

/// <summary>A page of the audit.</summary>
internal sealed record AuditPage
{
    public IReadOnlyList<AuditEntry> Entries { get; init => field = value ?? []; } = [];
}

/// <summary>Somebody signs in.</summary>
internal sealed record SignInRequest(string Email, string Password)
{
    public bool ReturnSecureToken => true;
}

/// <summary>Somebody is signed in.</summary>
internal sealed record SignInResponse(string IdToken);

/// <summary>Somebody is not let in.</summary>
internal sealed record SignInErrorResponse(SignInError Error);

/// <summary>Why not.</summary>
internal sealed record SignInError(string Message);
