using Emend.Client;

namespace Emend.IntegrationTests.Clients;

/// <summary>A method of the client, with what it asks and what it is told.</summary>
internal sealed record ClientCall(Type? Asks, Type? Tells, params Func<EmendClient, Task>[] Calls);

/// <summary>The client's methods by the operation that each of them asks for, with every parameter it has.</summary>
internal static class ClientCalls
{
    private const string Order = "the-order";
    private const string Key = "the-key";
    private const string Rules = "the-rules";
    private const string User = "the-user";

    private const string Task = "the-task";
    private const string Job = "the-job";
    private const string Subscribed = "the-subscription";

    private static readonly OrderFilter Everything = new()
    {
        TenantOrderIds = ["a", "b"], Statuses = [OrderStatus.Open], ConsumerIds = ["c"], Emails = ["e"], Articles = ["a"],
        Facilities = ["f"], Faces = ["n"], OrderedFrom = DateTimeOffset.UnixEpoch, OrderedTo = DateTimeOffset.UnixEpoch,
        ModifiedFrom = DateTimeOffset.UnixEpoch, ModifiedTo = DateTimeOffset.UnixEpoch, Sort = OrderSort.Oldest, Size = 3,
    };

    private static readonly EventFilter Heard = new()
    {
        Orders = ["o"], Kinds = [EventType.OrderCreated], Faces = ["n"], Facilities = ["f"], Articles = ["a"],
    };

    private static readonly Modification Some = new(new Change.RemoveLine("l"));

    public static readonly IReadOnlyDictionary<string, ClientCall> All = new Dictionary<string, ClientCall>
    {
        ["placeOrder"] = new(typeof(NewOrder), typeof(Order), c => c.Orders.PlaceAsync(new() { Lines = [] })),
        ["getOrder"] = new(
            null,
            typeof(Order),
            c => c.Orders.GetAsync(Order, 3),
            c => c.Orders.GetAsync(Order, DateTimeOffset.UnixEpoch),
            c => c.Orders.GetIfChangedAsync(Order, 3)),
        ["diffOrder"] = new(
            null,
            typeof(OrderDiff),
            c => c.Orders.DiffAsync(Order, 1, DateTimeOffset.UnixEpoch),
            c => c.Orders.DiffAsync(Order, DateTimeOffset.UnixEpoch, 1)),
        ["getActions"] = new(null, typeof(AvailableActions), c => c.Orders.ActionsAsync(Order, "p")),
        ["modifyOrder"] = new(typeof(Modification), typeof(ModificationResult), c => c.Orders.ModifyAsync(Order, Some)),
        ["previewModification"] = new(typeof(Modification), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, Some)),
        ["getModifications"] = new(
            null, typeof(HistoryPage), c => c.Orders.HistoryAsync(Order).All(), c => c.Orders.HistoryPageAsync(Order, 3, 2, true)),
        ["getModification"] = new(null, typeof(HistoryEntry), c => c.Orders.HistoryAtAsync(Order, 3)),
        ["undoModification"] = new(typeof(UndoOptions), typeof(ModificationResult), c => c.Orders.UndoAsync(Order, 3)),
        ["previewUndo"] = new(typeof(UndoOptions), typeof(ModificationResult), c => c.Orders.PreviewUndoAsync(Order, 3)),
        ["cancelOrder"] = new(typeof(CancelOrder), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new CancelOrder())),
        ["previewCancelOrder"] = new(typeof(CancelOrder), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new CancelOrder())),
        ["forceCancelOrder"] = new(typeof(ForceCancelOrder), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new ForceCancelOrder())),
        ["previewForceCancelOrder"] = new(typeof(ForceCancelOrder), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new ForceCancelOrder())),
        ["assignOrder"] = new(typeof(AssignOrder), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new AssignOrder("f"))),
        ["previewAssignOrder"] = new(typeof(AssignOrder), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new AssignOrder("f"))),
        ["rerouteOrder"] = new(typeof(RerouteOrder), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new RerouteOrder())),
        ["previewRerouteOrder"] = new(typeof(RerouteOrder), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new RerouteOrder())),
        ["rerouteUnroutable"] = new(typeof(RerouteUnroutable), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new RerouteUnroutable())),
        ["previewRerouteUnroutable"] = new(
            typeof(RerouteUnroutable), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new RerouteUnroutable())),
        ["rerouteTask"] = new(typeof(ReroutePickJob), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new ReroutePickJob("j"))),
        ["previewRerouteTask"] = new(typeof(ReroutePickJob), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new ReroutePickJob("j"))),
        ["unlockOrder"] = new(typeof(UnlockOrder), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new UnlockOrder())),
        ["previewUnlockOrder"] = new(typeof(UnlockOrder), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new UnlockOrder())),
        ["confirmPromise"] = new(typeof(ConfirmPromise), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new ConfirmPromise())),
        ["previewConfirmPromise"] = new(typeof(ConfirmPromise), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new ConfirmPromise())),
        ["extendPromise"] = new(typeof(ExtendPromise), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new ExtendPromise())),
        ["previewExtendPromise"] = new(typeof(ExtendPromise), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new ExtendPromise())),
        ["workOnPickJob"] = new(typeof(PickJobAction), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new PickJobAction.Start("j"))),
        ["previewWorkOnPickJob"] = new(typeof(PickJobAction), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new PickJobAction.Start("j"))),
        ["workOnHandoverJob"] = new(typeof(HandoverJobAction), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new HandoverJobAction.Wait("j"))),
        ["previewWorkOnHandoverJob"] = new(
            typeof(HandoverJobAction), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new HandoverJobAction.Wait("j"))),
        ["workOnLabel"] = new(typeof(LabelAction), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new LabelAction.Void("p"))),
        ["previewWorkOnLabel"] = new(typeof(LabelAction), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new LabelAction.Void("p"))),
        ["changeCarrier"] = new(typeof(ChangeCarrier), typeof(ModificationResult), c => c.Orders.ActAsync(Order, new ChangeCarrier("s", "c"))),
        ["previewChangeCarrier"] = new(typeof(ChangeCarrier), typeof(ModificationResult), c => c.Orders.PreviewAsync(Order, new ChangeCarrier("s", "c"))),
        ["getReturnTasks"] = new(
            null,
            typeof(ReturnTaskPage),
            c => c.ReturnTasks.ListAsync("f", ReturnTaskStatus.Open, "o").All(),
            c => c.ReturnTasks.PageAsync("f", ReturnTaskStatus.Open, "o", "a", 2)),
        ["getReturnTask"] = new(null, typeof(OwnedReturnTask), c => c.ReturnTasks.GetAsync(Task)),
        ["actOnReturnTask"] = new(
            typeof(ReturnTaskAction), typeof(OwnedReturnTask), c => c.ReturnTasks.ActAsync(Task, new ReturnTaskAction.Restock(new RestockedLine("l", 1)))),
        ["makeBulkJob"] = new(
            typeof(NewBulkJob), typeof(BulkJob), c => c.Bulk.CreateAsync(new() { Action = new() { CancelOrder = new() }, Unroutable = true })),
        ["listBulkJobs"] = new(null, typeof(BulkJobPage), c => c.Bulk.ListAsync().All(), c => c.Bulk.PageAsync("a", 2)),
        ["getBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.GetAsync(Job)),
        ["getBulkResults"] = new(
            null,
            typeof(BulkJobItemResultPage),
            c => c.Bulk.ResultsAsync(Job, [BulkJobItemState.Failed]).All(),
            c => c.Bulk.ResultPageAsync(Job, [BulkJobItemState.Failed], 3, 2)),
        ["pauseBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.PauseAsync(Job)),
        ["resumeBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.ResumeAsync(Job)),
        ["cancelBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.CancelAsync(Job)),
        ["listSubscriptions"] = new(null, typeof(SubscriptionList), c => c.Subscriptions.ListAsync()),
        ["listDeliveries"] = new(
            null,
            typeof(EventDeliveryPage),
            c => c.Subscriptions.DeliveriesAsync(Subscribed, [EventDeliveryState.Parked]).All(),
            c => c.Subscriptions.DeliveryPageAsync(Subscribed, [EventDeliveryState.Parked], "b", 2)),
        ["replayEvents"] = new(
            typeof(ReplayRequest),
            null,
            c => c.Subscriptions.ReplayAsync(Subscribed, "e"),
            c => c.Subscriptions.ReplayAsync(Subscribed, DateTimeOffset.UnixEpoch)),
        ["readSigningSecret"] = new(null, typeof(SigningSecret), c => c.Subscriptions.SecretAsync(Subscribed)),
        ["rotateSigningSecret"] = new(typeof(SecretRotation), typeof(SigningSecret), c => c.Subscriptions.RotateSecretAsync(Subscribed, 5)),
        ["listCredentials"] = new(null, typeof(CredentialList), c => c.Credentials.ListAsync()),
        ["createCredential"] = new(
            typeof(NewCredential), typeof(IssuedCredential), c => c.Credentials.CreateAsync(new() { Name = "n", Roles = [] })),
        ["getCredential"] = new(null, typeof(Credential), c => c.Credentials.GetAsync(Key)),
        ["rotateCredential"] = new(typeof(CredentialRotation), typeof(IssuedCredential), c => c.Credentials.RotateAsync(Key, 5)),
        ["revokeCredential"] = new(null, null, c => c.Credentials.RevokeAsync(Key)),
        ["getUser"] = new(null, typeof(User), c => c.Users.GetAsync(User)),
        ["changeUser"] = new(typeof(UserActivation), typeof(User), c => c.Users.SetActiveAsync(User, true)),
        ["unlockUser"] = new(null, typeof(User), c => c.Users.UnlockAsync(User)),
        ["readAudit"] = new(null, typeof(AuditPage), c => c.Audit.PageAsync("b", 2)),
        ["getPolicies"] = new(null, typeof(PolicyList), c => c.Policies.ListAsync()),
        ["getPolicy"] = new(null, typeof(Policy), c => c.Policies.GetAsync(Rules), c => c.Policies.GetIfChangedAsync(Rules, 1)),
        ["putPolicy"] = new(typeof(PolicyUpdate), typeof(Policy), c => c.Policies.PutAsync(Rules, new() { Base = "b", Rows = [] })),
        ["deletePolicy"] = new(null, null, c => c.Policies.DeleteAsync(Rules, 1)),
        ["getPolicyVersions"] = new(
            null, typeof(PolicyVersionPage), c => c.Policies.VersionPageAsync(Rules, 3, 2), c => c.Policies.VersionsAsync(Rules).All()),
        ["getPolicyVersion"] = new(null, typeof(Policy), c => c.Policies.GetVersionAsync(Rules, 4)),
        ["tryPolicy"] = new(typeof(PolicySimulationRequest), typeof(PolicySimulation), c => c.Policies.SimulateAsync(Rules)),
        ["getPolicyAssignments"] = new(null, typeof(PolicyAssignments), c => c.Policies.AssignmentsAsync()),
        ["putPolicyAssignments"] = new(typeof(PolicyAssignmentsUpdate), typeof(PolicyAssignments), c => c.Policies.AssignAsync(new())),
        ["listOrders"] = new(
            null, typeof(OrderPage), c => c.Orders.ListAsync(Everything).All(), c => c.Orders.ListPageAsync(Everything, "a", "b", true)),
        ["searchOrders"] = new(
            typeof(OrderSearch), typeof(OrderPage), c => c.Orders.SearchPageAsync(new()), c => c.Orders.SearchAsync(new()).All()),
        ["readEvents"] = new(
            null,
            typeof(EventPage),
            c => c.Events.PageAsync(Heard, EventStartPosition.AfterEvent("x"), 3),
            c => c.Events.PageAsync(Heard, EventStartPosition.Beginning)),
    };

    /// <summary>The path with the names of its parameters.</summary>
    public static string Templated(string path) => path
        .Replace(Order, "{orderId}", StringComparison.Ordinal)
        .Replace(Key, "{credentialId}", StringComparison.Ordinal)
        .Replace(Task, "{taskId}", StringComparison.Ordinal)
        .Replace(User, "{userId}", StringComparison.Ordinal)
        .Replace(Job, "{jobId}", StringComparison.Ordinal)
        .Replace(Subscribed, "{subscriptionId}", StringComparison.Ordinal)
        .Replace(Rules, "{name}", StringComparison.Ordinal)
        .Replace("versions/4", "versions/{version}", StringComparison.Ordinal)
        .Replace("modifications/3", "modifications/{revision}", StringComparison.Ordinal);
}
