namespace AudioIO;

/// <summary>How bytes are fetched from afar. Each value is checked when it is set.</summary>
public sealed record RangeOptions
{
    /// <summary>The defaults.</summary>
    public static RangeOptions Default { get; } = new();

    /// <summary>
    /// What <see cref="AudioLoader.Open(Uri, AudioLoaderOptions?)"/> asks for where the address ends with <c>.flac</c>: less than by default, in
    /// three places at once. That is the metadata with the seek table of four hours; where the first FlacFrame begins in recordings of 20 minutes
    /// to 4 hours that <c>flac</c> has written (it leaves 64 KiB behind the table); and the last FlacFrame.
    /// </summary>
    public static RangeOptions Flac { get; } = new()
    {
        // 42 bytes, 18 for each ten seconds of four hours, and a comment.
        HeadBytes = 27 << 10,
        // From 20 minutes on there are 64 KiB of padding, without a table as well; behind one of 1440 points the first FlacFrame begins at 92 KB.
        Besides = (64 << 10, 39 << 10),
        // A FlacFrame of two channels of 16 bits, whatever it holds, or one of 24 bits that is a fourth smaller; and a page that is cut.
        TailBytes = 20 << 10,
    };

    /// <summary>
    /// What sends the requests, with headers of your own (<see cref="HttpClient.DefaultRequestHeaders"/>: authorization) or handlers; it stays
    /// open. Its <see cref="HttpClient.Timeout"/> counts as well. Default null: one that all sources share, which follows redirects, keeps
    /// connections, and sends neither cookies nor credentials.
    /// </summary>
    public HttpClient? Client { get; init; }

    /// <summary>
    /// Gives an address anew where a server refuses one (401, 403), as it does when a signature has expired: the same object, signed anew. Asked
    /// once for a request that is refused, by one thread at a time; what it throws is thrown by the read. Default null: a refusal is an
    /// <see cref="UnauthorizedAccessException"/>. An address that redirects to one that is signed needs none: it is asked every time.
    /// </summary>
    public Func<CancellationToken, Task<Uri>>? Renew { get; init; }

    /// <summary>
    /// Longest time from a request to its answer, and from there for every 16 KiB of it, before it is tried anew: a line that trickles is as
    /// good as none. Default 30 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or above 24 days.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.TotalMilliseconds, int.MaxValue, nameof(value));
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Bytes of the beginning that opening asks for, from 4 KiB to 4 MiB. Default 128 KiB: headers with the seek table of hours, the padding of
    /// 64 KiB that <c>flac</c> leaves behind it, and two FlacFrames. Over a thin line fewer bytes can be worth the trip that they cost where a
    /// header is longer. Pictures are longer, and cost a trip.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is too small or too large.</exception>
    public int HeadBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1 << 12);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, SequentialReads.MaxBytes);
            field = value;
        }
    } = 1 << 17;

    /// <summary>
    /// Bytes of the end that opening asks for beside those of the beginning, at the same time, from 0 to 4 MiB. Default 0. A server that does
    /// not know such requests costs nothing but the request.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or too large.</exception>
    public int TailBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, SequentialReads.MaxBytes);
            field = value;
        }
    }

    /// <summary>First byte and number of bytes that opening asks for beside beginning and end, at the same time.</summary>
    internal (long Start, int Count) Besides { get; init; }

    /// <summary>What waits between two tries; tests do not wait.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>What <see cref="Timeout"/> is measured by; tests turn it by hand.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
