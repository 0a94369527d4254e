using System.Net.Http.Headers;

namespace AudioIO;

/// <summary>Why a request failed, and whether another try may help. It stays within the folder: users get its inner exception.</summary>
/// <param name="fault">What users get.</param>
/// <param name="mayTryAgain">True where the next try may succeed.</param>
/// <param name="after">When the server wishes to be asked again.</param>
internal sealed class RangeFaultException(Exception fault, bool mayTryAgain, RetryConditionHeaderValue? after = null)
    : Exception(fault.Message, fault)
{
    /// <summary>A server may wish for hours; nobody waits so long for a read.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>What users get.</summary>
    public Exception Fault { get; } = fault;

    public bool MayTryAgain => mayTryAgain;

    /// <summary>How long to wait before the next try: as the server says, else half a second, then twice as long.</summary>
    /// <param name="tries">Tries so far, from 1.</param>
    public TimeSpan WaitAfter(int tries)
    {
        TimeSpan wished = after?.Delta ?? (after?.Date - DateTimeOffset.UtcNow) ?? TimeSpan.FromSeconds(0.5 * Math.Pow(2, tries - 1));
        return wished < TimeSpan.Zero ? TimeSpan.Zero : wished > MaxWait ? MaxWait : wished;
    }
}
