using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What a policy would have said to modifications of before.</summary>
internal static class TrialBody
{
    private const string Refused = "refused";
    private const string Priced = "priced";
    private const string Freed = "freed";

    private static readonly Shape Count = Shape.Whole(0, PolicyShapes.MostTried);

    public static readonly Shape Whole = Shape.Object(
        Must("tried", Count.Says("How many modifications were tried: the newest, or all there are. All of them were accepted once.")),
        Must("refused", Count.Says("How many it would have refused.")),
        Must("priced", Count.Says("How many it would have let pass only for a permission or a penalty.")),
        Must("freed", Count.Says("How many it would have let pass for less than they passed for.")),
        Must("differing", Shape.List(
            Shape.Object(
                Must("order", Shape.Name()),
                Must("revision", CommonShapes.Revision),
                Must("at", Shape.Moment),
                Must("actor", Shape.Object(Must("id", Shape.Text()), Must("name", Shape.Text()))),
                Must("face", Shape.Text()),
                Must("policy", Shape.Text().Says("The policy that decided then.")),
                Must("policyVersion", CommonShapes.Revision),
                Must("verdict", Shape.Choice(Refused, Priced, Freed)),
                Must("because", Shape.List(ProblemShapes.Refusal, ProblemShapes.Most).Says("The rows that would not have held.")),
                Must("freed", Shape.List(Shape.Name(), ProblemShapes.Most).Says("The soft rows it passed then and would not have had to.")),
                Must("assumed", Shape.Flag.Says(
                    "Whether today's settings and every permission were taken, since those of then are not kept.")))
                .Named("TriedModification"),
            PolicyShapes.MostTried).Says("Those it would have seen otherwise, newest first."))).Named("PolicyTrial");

    public static void Write(Utf8JsonWriter json, PolicyTrial trial)
    {
        json.WriteNumber("tried", trial.Tried);
        json.WriteNumber("refused", trial.Refused);
        json.WriteNumber("priced", trial.Priced);
        json.WriteNumber("freed", trial.Freed);
        json.Objects("differing", trial.Differing, Tried);
    }

    private static void Tried(Utf8JsonWriter json, TriedModification tried)
    {
        json.WriteString("order", tried.Order.Value);
        json.WriteNumber("revision", tried.Entry.Revision);
        json.Moment("at", tried.Entry.At);
        var provenance = tried.Entry.Provenance;
        json.Object("actor", provenance, static (actor, who) =>
        {
            actor.WriteString("id", who.Actor.Value);
            actor.WriteString("name", who.ActorName);
        });
        json.WriteString("face", provenance.Face);
        json.WriteString("policy", provenance.Policy);
        json.WriteNumber("policyVersion", provenance.PolicyVersion);
        json.WriteString("verdict", tried.Because.IsEmpty ? Freed : tried.Because.All(r => r.Soft is not null) ? Priced : Refused);
        json.Objects("because", tried.Because, static (row, refusal) => RefusalBody.Write(row, refusal, null));
        json.Texts("freed", tried.Freed);
        json.WriteBoolean("assumed", tried.Assumed);
    }
}
