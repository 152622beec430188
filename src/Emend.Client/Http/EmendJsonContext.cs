using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>
/// The serializer settings of the client. Unknown members are ignored, because a newer server can send more. Generated code sets every
/// member, also a missing one. Therefore the setters of the records replace null with the default value.
/// </summary>
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
[JsonSerializable(typeof(SetTargetTime))]
[JsonSerializable(typeof(RemoveReservations))]
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
[JsonSerializable(typeof(ProblemDetails))]
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
[JsonSerializable(typeof(NewSubscription))]
[JsonSerializable(typeof(EventDeliveryPage))]
[JsonSerializable(typeof(OutboxEffect))]
[JsonSerializable(typeof(OutboxPage))]
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
[JsonSerializable(typeof(PickJobAction.Split), TypeInfoPropertyName = "PickJobActionSplit")]
[JsonSerializable(typeof(LabelAction.Split), TypeInfoPropertyName = "LabelActionSplit")]
internal sealed partial class EmendJsonContext : JsonSerializerContext;

internal sealed record CredentialList
{
    public IReadOnlyList<Credential> Credentials { get; init => field = value ?? []; } = [];
}

internal sealed record SubscriptionList
{
    public IReadOnlyList<Subscription> Subscriptions { get; init => field = value ?? []; } = [];
}

internal sealed record EventDeliveryPage
{
    public IReadOnlyList<EventDelivery> Deliveries { get; init => field = value ?? []; } = [];
}

/// <summary>Selects the events to deliver again: one event, or all events since a point in time.</summary>
internal sealed record ReplayRequest
{
    public string? Event { get; init; }

    public DateTimeOffset? From { get; init; }
}

/// <summary>How long the old signing secret also signs, in minutes.</summary>
internal sealed record SecretRotation(int? OverlapMinutes);

/// <summary>The signing secret of a subscription.</summary>
internal sealed record SigningSecret
{
    public string Secret { get; init => field = value ?? ""; } = "";
}

/// <summary>How long the old secret of the credential stays valid, in minutes.</summary>
internal sealed record CredentialRotation(int OverlapMinutes);

internal sealed record UserActivation(bool Active);

internal sealed record AuditPage
{
    public IReadOnlyList<AuditEntry> Entries { get; init => field = value ?? []; } = [];
}

/// <summary>The sign-in request of the fulfillmenttools API.</summary>
internal sealed record SignInRequest(string Email, string Password)
{
    public bool ReturnSecureToken => true;
}

/// <summary>The response of a successful sign-in.</summary>
internal sealed record SignInResponse(string IdToken);

/// <summary>The response of a failed sign-in.</summary>
internal sealed record SignInErrorResponse(SignInError Error);

internal sealed record SignInError(string Message);
