namespace Emend.Client;

#pragma warning disable CA1032 // Each is made from what the service answered, and by nobody else.

/// <summary>What was sent is not well formed: <see cref="Errors"/> names each field, and what would be right.</summary>
public sealed class InvalidRequestException : EmendException
{
    internal InvalidRequestException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>Emend does not know who asks: no token or key, or one that counts no longer.</summary>
public sealed class UnauthenticatedException : EmendException
{
    internal UnauthenticatedException(Problem problem)
        : base(problem)
    {
    }
}

/// <summary>A permission is missing. Nothing of the order's state is told then.</summary>
public sealed class ForbiddenException : EmendException
{
    internal ForbiddenException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The permission that is missing, where it is one.</summary>
    public string? Permission => Problem.Permission;

    /// <summary>The rows that ask for permissions, each with those of which one would do.</summary>
    public IReadOnlyList<RuleViolation> Refusals => Problem.Refusals;
}

/// <summary>There is no such thing: none of that id, or no such revision, or it did not exist yet.</summary>
public sealed class NotFoundException : EmendException
{
    internal NotFoundException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The last revision, where one was asked for that is not there.</summary>
    public long? Current => Problem.Current;
}

/// <summary>The order was changed since the revision you named. Nothing was done; read it again and decide anew, or allow rebase.</summary>
public sealed class VersionConflictException : EmendException
{
    internal VersionConflictException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The revision now.</summary>
    public long Current => Problem.Current ?? 0;

    /// <summary>The one you named.</summary>
    public long Named => Problem.Expected ?? 0;
}

/// <summary>Rebase was allowed, and somebody else changed the same. Nothing was done.</summary>
public sealed class MergeConflictException : EmendException
{
    internal MergeConflictException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>Each such field: what it was, what it is, what you asked for.</summary>
    public IReadOnlyList<FieldConflict> Conflicts => Problem.Conflicts;

    /// <summary>The revision now.</summary>
    public long Current => Problem.Current ?? 0;

    /// <summary>The one you named.</summary>
    public long Named => Problem.Expected ?? 0;
}

/// <summary>Rows of the condition tables do not hold. Nothing was done.</summary>
public sealed class RuleViolationException : EmendException
{
    internal RuleViolationException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>Every row that does not hold, with its remedy.</summary>
    public IReadOnlyList<RuleViolation> Refusals => Problem.Refusals;

    /// <summary>Whether only rows forbid it that can be passed by naming them under <see cref="ModificationOptions.AcceptPenalties"/>.</summary>
    public bool Soft => Refusals.Count > 0 && Refusals.All(violation => violation.Overridable);
}

/// <summary>The idempotency key was used for another request.</summary>
public sealed class IdempotencyKeyReusedException : EmendException
{
    internal IdempotencyKeyReusedException(Problem problem)
        : base(problem)
    {
    }
}

/// <summary>The tenant has no policy of that name.</summary>
public sealed class UnknownPolicyException : EmendException
{
    internal UnknownPolicyException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The names there are.</summary>
    public IReadOnlyList<string> Known => Problem.KnownPolicies;
}

/// <summary>No modification was applied at that revision.</summary>
public sealed class NothingToUndoException : EmendException
{
    internal NothingToUndoException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The revision now.</summary>
    public long? Current => Problem.Current;
}

/// <summary>The token is of another order, caller or request, was altered, or has expired. Preview again.</summary>
public sealed class InvalidQuoteTokenException : EmendException
{
    internal InvalidQuoteTokenException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>It would come out otherwise than the preview promised. Nothing was done; preview again, or allow more tolerance.</summary>
public sealed class QuoteDeviationException : EmendException
{
    internal QuoteDeviationException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>What the preview promised.</summary>
    public Quote Promised => Problem.Quoted ?? new();

    /// <summary>What it would be now.</summary>
    public Quote Now => Problem.Actual ?? new();

    /// <summary>What of the promise is not kept.</summary>
    public IReadOnlyList<QuoteDeviation> Breaks => Problem.Deviations;

    /// <summary>What would be done now.</summary>
    public ModificationResult? Outcome => Problem.Result;
}

/// <summary>No policy can be so.</summary>
public sealed class InvalidPolicyException : EmendException
{
    internal InvalidPolicyException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>What is wrong with it, and what would be right.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>A policy is to be removed that decides somewhere.</summary>
public sealed class PolicyInUseException : EmendException
{
    internal PolicyInUseException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>The faces to which it is assigned; <c>default</c> stands for the default.</summary>
    public IReadOnlyList<string> Where => Problem.AssignedTo;
}

/// <summary>A name is taken.</summary>
public sealed class NameConflictException : EmendException
{
    internal NameConflictException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>Which.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>It cannot be as things are.</summary>
public sealed class InvalidStateException : EmendException
{
    internal InvalidStateException(Problem problem)
        : base(problem)
    {
    }

    /// <summary>What, and what would be right.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The service failed: nothing was written, or all of it.</summary>
public sealed class ServerErrorException : EmendException
{
    internal ServerErrorException(Problem problem)
        : base(problem)
    {
    }
}
