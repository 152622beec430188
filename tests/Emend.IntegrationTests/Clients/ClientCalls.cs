using Emend.Client;

namespace Emend.IntegrationTests.Clients;

/// <summary>The client methods of one operation, with the types of request and response.</summary>
internal sealed record ClientCall(Type? RequestType, Type? ResponseType, params Func<EmendClient, Task>[] Calls);

/// <summary>The client methods by operation id. The calls use every parameter of the operation.</summary>
internal static class ClientCalls
{
    private const string OrderId = "the-order";
    private const string CredentialId = "the-key";
    private const string PolicyName = "the-rules";
    private const string UserId = "the-user";

    private const string TaskId = "the-task";
    private const string JobId = "the-job";
    private const string SubscriptionId = "the-subscription";

    private static readonly OrderFilter AllOrderFilters = new()
    {
        TenantOrderIds = ["a", "b"], Statuses = [OrderStatus.Open], ConsumerIds = ["c"], Emails = ["e"], Articles = ["a"],
        Facilities = ["f"], Apis = ["n"], OrderedFrom = DateTimeOffset.UnixEpoch, OrderedTo = DateTimeOffset.UnixEpoch,
        ModifiedFrom = DateTimeOffset.UnixEpoch, ModifiedTo = DateTimeOffset.UnixEpoch,
        ChangedFrom = DateTimeOffset.UnixEpoch, ChangedTo = DateTimeOffset.UnixEpoch, Phones = ["p"],
        TrackingNumbers = ["t"], Sort = OrderSort.Oldest, Size = 3,
    };

    private static readonly EventFilter AllEventFilters = new()
    {
        Orders = ["o"], Types = [EventType.OrderCreated], Apis = ["n"], Facilities = ["f"], Articles = ["a"],
    };

    private static readonly Modification RemoveOneLine = new(new Change.RemoveLine("l"));

    public static readonly IReadOnlyDictionary<string, ClientCall> All = new Dictionary<string, ClientCall>
    {
        ["placeOrder"] = new(typeof(NewOrder), typeof(Order), c => c.Orders.PlaceAsync(new() { Lines = [] })),
        ["getOrder"] = new(
            null,
            typeof(Order),
            c => c.Orders.GetAsync(OrderId, 3),
            c => c.Orders.GetAsync(OrderId, DateTimeOffset.UnixEpoch),
            c => c.Orders.GetIfChangedAsync(OrderId, 3)),
        ["compareOrder"] = new(
            null,
            typeof(OrderDiff),
            c => c.Orders.CompareAsync(OrderId, 1, DateTimeOffset.UnixEpoch),
            c => c.Orders.CompareAsync(OrderId, DateTimeOffset.UnixEpoch, 1)),
        ["getAvailableActions"] = new(null, typeof(AvailableActions), c => c.Orders.GetAvailableActionsAsync(OrderId, "p")),
        ["modifyOrder"] = new(typeof(Modification), typeof(ModificationResult), c => c.Orders.ModifyAsync(OrderId, RemoveOneLine)),
        ["previewModification"] = new(typeof(Modification), typeof(ModificationResult), c => c.Orders.PreviewAsync(OrderId, RemoveOneLine)),
        ["listModifications"] = new(
            null,
            typeof(HistoryPage),
            c => c.Orders.ListHistoryAsync(OrderId).Collect(),
            c => c.Orders.ListHistoryPageAsync(OrderId, 3, 2, true)),
        ["getModification"] = new(null, typeof(HistoryEntry), c => c.Orders.GetHistoryEntryAsync(OrderId, 3)),
        ["undoModification"] = new(typeof(UndoOptions), typeof(ModificationResult), c => c.Orders.UndoAsync(OrderId, 3)),
        ["previewUndo"] = new(typeof(UndoOptions), typeof(ModificationResult), c => c.Orders.PreviewUndoAsync(OrderId, 3)),
        ["cancelOrder"] = Execute(new CancelOrder()),
        ["previewCancelOrder"] = Preview(new CancelOrder()),
        ["forceCancelOrder"] = Execute(new ForceCancelOrder()),
        ["previewForceCancelOrder"] = Preview(new ForceCancelOrder()),
        ["assignOrder"] = Execute(new AssignOrder("f")),
        ["previewAssignOrder"] = Preview(new AssignOrder("f")),
        ["rerouteOrder"] = Execute(new RerouteOrder()),
        ["previewRerouteOrder"] = Preview(new RerouteOrder()),
        ["rerouteUnroutable"] = Execute(new RerouteUnroutable()),
        ["previewRerouteUnroutable"] = Preview(new RerouteUnroutable()),
        ["reroutePickJob"] = Execute(new ReroutePickJob("j")),
        ["previewReroutePickJob"] = Preview(new ReroutePickJob("j")),
        ["unlockOrder"] = Execute(new UnlockOrder()),
        ["previewUnlockOrder"] = Preview(new UnlockOrder()),
        ["confirmPromise"] = Execute(new ConfirmPromise()),
        ["previewConfirmPromise"] = Preview(new ConfirmPromise()),
        ["extendPromise"] = Execute(new ExtendPromise()),
        ["previewExtendPromise"] = Preview(new ExtendPromise()),
        ["updatePickJob"] = ExecuteWarehouse<PickJobAction>(new PickJobAction.Start("j")),
        ["previewUpdatePickJob"] = PreviewWarehouse<PickJobAction>(new PickJobAction.Start("j")),
        ["updateHandoverJob"] = ExecuteWarehouse<HandoverJobAction>(new HandoverJobAction.Wait("j")),
        ["previewUpdateHandoverJob"] = PreviewWarehouse<HandoverJobAction>(new HandoverJobAction.Wait("j")),
        ["updateLabel"] = ExecuteWarehouse<LabelAction>(new LabelAction.Void("p")),
        ["previewUpdateLabel"] = PreviewWarehouse<LabelAction>(new LabelAction.Void("p")),
        ["changeCarrier"] = Execute(new ChangeCarrier("s", "c")),
        ["previewChangeCarrier"] = Preview(new ChangeCarrier("s", "c")),
        ["setTargetTime"] = Execute(new SetTargetTime("s", DateTimeOffset.UnixEpoch)),
        ["previewSetTargetTime"] = Preview(new SetTargetTime("s", DateTimeOffset.UnixEpoch)),
        ["removeReservations"] = Execute(new RemoveReservations(true)),
        ["previewRemoveReservations"] = Preview(new RemoveReservations(true)),
        ["listReturnTasks"] = new(
            null,
            typeof(ReturnTaskPage),
            c => c.ReturnTasks.ListAsync("f", ReturnTaskStatus.Open, "o").Collect(),
            c => c.ReturnTasks.ListPageAsync("f", ReturnTaskStatus.Open, "o", "a", 2)),
        ["getReturnTask"] = new(null, typeof(OwnedReturnTask), c => c.ReturnTasks.GetAsync(TaskId)),
        ["updateReturnTask"] = new(
            typeof(ReturnTaskAction),
            typeof(OwnedReturnTask),
            c => c.ReturnTasks.ExecuteAsync(TaskId, new ReturnTaskAction.Restock(new RestockedLine("l", 1)))),
        ["createBulkJob"] = new(
            typeof(NewBulkJob),
            typeof(BulkJob),
            c => c.BulkJobs.CreateAsync(new() { Action = new() { CancelOrder = new() }, Unroutable = true })),
        ["listBulkJobs"] = new(null, typeof(BulkJobPage), c => c.BulkJobs.ListAsync().Collect(), c => c.BulkJobs.ListPageAsync("a", 2)),
        ["getBulkJob"] = new(null, typeof(BulkJob), c => c.BulkJobs.GetAsync(JobId)),
        ["listBulkJobItemResults"] = new(
            null,
            typeof(BulkJobItemResultPage),
            c => c.BulkJobs.ListResultsAsync(JobId, [BulkJobItemState.Failed]).Collect(),
            c => c.BulkJobs.ListResultPageAsync(JobId, [BulkJobItemState.Failed], 3, 2)),
        ["pauseBulkJob"] = new(null, typeof(BulkJob), c => c.BulkJobs.PauseAsync(JobId)),
        ["resumeBulkJob"] = new(null, typeof(BulkJob), c => c.BulkJobs.ResumeAsync(JobId)),
        ["cancelBulkJob"] = new(null, typeof(BulkJob), c => c.BulkJobs.CancelAsync(JobId)),
        ["createSubscription"] = new(
            typeof(NewSubscription),
            typeof(Subscription),
            c => c.Subscriptions.CreateAsync(new() { Name = "n", CallbackUrl = "https://example.com" })),
        ["deleteSubscription"] = new(null, null, c => c.Subscriptions.DeleteAsync(SubscriptionId)),
        ["listSubscriptions"] = new(null, typeof(SubscriptionList), c => c.Subscriptions.ListAsync()),
        ["listDeliveries"] = new(
            null,
            typeof(EventDeliveryPage),
            c => c.Subscriptions.ListDeliveriesAsync(SubscriptionId, [EventDeliveryState.DeadLettered]).Collect(),
            c => c.Subscriptions.ListDeliveryPageAsync(SubscriptionId, [EventDeliveryState.DeadLettered], "b", 2)),
        ["replayEvents"] = new(
            typeof(ReplayRequest),
            null,
            c => c.Subscriptions.ReplayAsync(SubscriptionId, "e"),
            c => c.Subscriptions.ReplayAsync(SubscriptionId, DateTimeOffset.UnixEpoch)),
        ["listOutboxEffects"] = new(
            null,
            typeof(OutboxPage),
            c => c.Outbox.ListAsync([OutboxState.DeadLettered], "o").Collect(),
            c => c.Outbox.ListPageAsync([OutboxState.DeadLettered], "o", "o/1", 2)),
        ["getOutboxEffect"] = new(null, typeof(OutboxEffect), c => c.Outbox.GetAsync(OrderId, 1000)),
        ["replayOutboxEffect"] = new(null, null, c => c.Outbox.ReplayAsync(OrderId, 1000)),
        ["getSigningSecret"] = new(null, typeof(SigningSecret), c => c.Subscriptions.GetSigningSecretAsync(SubscriptionId)),
        ["rotateSigningSecret"] = new(
            typeof(SecretRotation), typeof(SigningSecret), c => c.Subscriptions.RotateSigningSecretAsync(SubscriptionId, 5)),
        ["listCredentials"] = new(null, typeof(CredentialList), c => c.Credentials.ListAsync()),
        ["createCredential"] = new(
            typeof(NewCredential), typeof(IssuedCredential), c => c.Credentials.CreateAsync(new() { Name = "n", Roles = [] })),
        ["getCredential"] = new(null, typeof(Credential), c => c.Credentials.GetAsync(CredentialId)),
        ["rotateCredential"] = new(typeof(CredentialRotation), typeof(IssuedCredential), c => c.Credentials.RotateAsync(CredentialId, 5)),
        ["revokeCredential"] = new(null, null, c => c.Credentials.RevokeAsync(CredentialId)),
        ["getUser"] = new(null, typeof(User), c => c.Users.GetAsync(UserId)),
        ["updateUser"] = new(typeof(UserActivation), typeof(User), c => c.Users.SetActiveAsync(UserId, true)),
        ["unlockUser"] = new(null, typeof(User), c => c.Users.UnlockAsync(UserId)),
        ["listAuditEntries"] = new(null, typeof(AuditPage), c => c.Audit.ListPageAsync("b", 2)),
        ["listPolicies"] = new(null, typeof(PolicyList), c => c.Policies.ListAsync()),
        ["getPolicy"] = new(null, typeof(Policy), c => c.Policies.GetAsync(PolicyName), c => c.Policies.GetIfChangedAsync(PolicyName, 1)),
        ["putPolicy"] = new(
            typeof(PolicyUpdate), typeof(Policy), c => c.Policies.PutAsync(PolicyName, new() { Base = "b", RuleSettings = [] })),
        ["deletePolicy"] = new(null, null, c => c.Policies.DeleteAsync(PolicyName, 1)),
        ["listPolicyVersions"] = new(
            null,
            typeof(PolicyVersionPage),
            c => c.Policies.ListVersionPageAsync(PolicyName, 3, 2),
            c => c.Policies.ListVersionsAsync(PolicyName).Collect()),
        ["getPolicyVersion"] = new(null, typeof(Policy), c => c.Policies.GetVersionAsync(PolicyName, 4)),
        ["simulatePolicy"] = new(typeof(PolicySimulationRequest), typeof(PolicySimulation), c => c.Policies.SimulateAsync(PolicyName)),
        ["getPolicyAssignments"] = new(null, typeof(PolicyAssignments), c => c.Policies.GetAssignmentsAsync()),
        ["putPolicyAssignments"] = new(
            typeof(PolicyAssignmentsUpdate), typeof(PolicyAssignments), c => c.Policies.PutAssignmentsAsync(new())),
        ["listOrders"] = new(
            null,
            typeof(OrderPage),
            c => c.Orders.ListAsync(AllOrderFilters).Collect(),
            c => c.Orders.ListPageAsync(AllOrderFilters, "a", "b", true)),
        ["searchOrders"] = new(
            typeof(OrderSearch), typeof(OrderPage), c => c.Orders.SearchPageAsync(new()), c => c.Orders.SearchAsync(new()).Collect()),
        ["listEvents"] = new(
            null,
            typeof(EventPage),
            c => c.Events.ListPageAsync(AllEventFilters, EventStartPosition.AfterEvent("x"), 3),
            c => c.Events.ListPageAsync(AllEventFilters, EventStartPosition.Beginning)),
    };

    /// <summary>Replaces the ids in a path with the parameter names.</summary>
    public static string ToTemplate(string path) => path
        .Replace(OrderId, "{orderId}", StringComparison.Ordinal)
        .Replace(CredentialId, "{credentialId}", StringComparison.Ordinal)
        .Replace(TaskId, "{taskId}", StringComparison.Ordinal)
        .Replace(UserId, "{userId}", StringComparison.Ordinal)
        .Replace(JobId, "{jobId}", StringComparison.Ordinal)
        .Replace(SubscriptionId, "{subscriptionId}", StringComparison.Ordinal)
        .Replace(PolicyName, "{name}", StringComparison.Ordinal)
        .Replace("versions/4", "versions/{version}", StringComparison.Ordinal)
        .Replace("outbox/1000", "outbox/{position}", StringComparison.Ordinal)
        .Replace("modifications/3", "modifications/{revision}", StringComparison.Ordinal);

    private static ClientCall Execute(FulfillmentAction action) =>
        new(action.GetType(), typeof(ModificationResult), c => c.Orders.ExecuteAsync(OrderId, action));

    private static ClientCall Preview(FulfillmentAction action) =>
        new(action.GetType(), typeof(ModificationResult), c => c.Orders.PreviewAsync(OrderId, action));

    private static ClientCall ExecuteWarehouse<T>(WarehouseAction action) =>
        new(typeof(T), typeof(ModificationResult), c => c.Orders.ExecuteAsync(OrderId, action));

    private static ClientCall PreviewWarehouse<T>(WarehouseAction action) =>
        new(typeof(T), typeof(ModificationResult), c => c.Orders.PreviewAsync(OrderId, action));
}
