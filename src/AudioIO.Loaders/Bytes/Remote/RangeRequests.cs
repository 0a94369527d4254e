using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>
/// Fetches ranges of one object: a few at once, each tried three times, each answer checked against what was asked and against the first one.
/// </summary>
/// <param name="address">Where the object is. Its query may hold a secret: it is never shown.</param>
/// <param name="name">What the object is called in messages.</param>
/// <param name="options">How it is fetched.</param>
// A semaphore that nobody asked for its handle holds nothing, and what ends after the closing still gives back its place.
#pragma warning disable CA1001
internal sealed class RangeRequests(Uri address, string name, RangeOptions options)
#pragma warning restore CA1001
{
    /// <summary>Looks at places far apart are small, and one that waits for another costs a trip: as many as a search announces.</summary>
    public const int MaxAtOnce = 16;

    public const int MaxTries = 3;

    private static readonly HttpClient Shared = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        // Addresses move: connections are made anew now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // There is a limit to every wait for bytes instead.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>Bytes that have to come within the time that is waited; of the last ones, those that are left.</summary>
    private const int PartBytes = 1 << 14;

    private readonly SemaphoreSlim _free = new(MaxAtOnce);
    private readonly SemaphoreSlim _renewing = new(1);
    private Uri _address = address;
    private ObjectIdentity? _identity;

    /// <summary>Length of the object in bytes, from the first answer on.</summary>
    public long Length => Volatile.Read(ref _identity)?.LengthBytes ?? 0;

    /// <summary>Fetches a range.</summary>
    /// <param name="start">First byte; null for the last ones.</param>
    /// <param name="destination">Where the bytes go, one or more.</param>
    /// <param name="isAsync">False to hold the thread: then the task is done when it is returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The position of the first byte, and how many came: fewer than asked only where the object has no more.</returns>
    /// <exception cref="IOException">It failed, three times where trying again can help.</exception>
    /// <exception cref="AudioFormatException">The object is no longer the one of the first answer.</exception>
    public async ValueTask<(long Start, int Count)> Fetch(
        long? start, Memory<byte> destination, bool isAsync, CancellationToken cancellationToken)
    {
        bool isRenewed = false;
        for (int tries = 1; ; tries++)
        {
            Task before;
            Uri asked = Volatile.Read(ref _address);
            try
            {
                return await Try(asked, start, destination, isAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (RangeFaultException failure) when (failure.Fault is UnauthorizedAccessException && options.Renew is not null && !isRenewed)
            {
                isRenewed = true;
                tries--;
                before = Renew(asked, cancellationToken);
            }
            catch (RangeFaultException failure)
            {
                if (!failure.MayTryAgain || tries == MaxTries)
                {
                    ExceptionDispatchInfo.Throw(tries == 1 || failure.Fault is not IOException
                        ? failure.Fault
                        : new IOException($"{failure.Message} It was tried {tries} times.", failure.Fault));
                }
                before = options.Wait(failure.WaitAfter(tries), cancellationToken);
            }
            if (isAsync) await before.ConfigureAwait(false);
            else before.GetAwaiter().GetResult();
        }
    }

    /// <summary>Asks for the address anew, unless somebody has done so since it was refused.</summary>
    private async Task Renew(Uri refused, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!ReferenceEquals(_address, refused)) return;
            Uri renewed = await options.Renew!(cancellationToken).ConfigureAwait(false);
            if (renewed is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                throw new InvalidOperationException(
                    $"{nameof(RangeOptions)}.{nameof(RangeOptions.Renew)}: expected an absolute address of http or https.");
            }
            Volatile.Write(ref _address, renewed);
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async ValueTask<(long Start, int Count)> Try(
        Uri asked, long? start, Memory<byte> destination, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync) await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        else _free.Wait(cancellationToken);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await Ask(asked, start, destination, isAsync, patience, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not RangeFaultException && cancellationToken.IsCancellationRequested)
        {
            // Whatever a connection says that is closed under its reader.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException late)
        {
            string what = $"'{name}': expected an answer within {options.Timeout.TotalSeconds:0.###} s, found none.";
            throw new RangeFaultException(new IOException(what, new TimeoutException(what, late)), mayTryAgain: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new RangeFaultException(new IOException($"'{name}': cannot be fetched: {exception.Message}", exception), mayTryAgain: true);
        }
        finally
        {
            _free.Release();
        }
    }

    private async ValueTask<(long Start, int Count)> Ask(
        Uri asked, long? start, Memory<byte> destination, bool isAsync, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, asked);
        request.Headers.Range = start is { } first
            ? new RangeHeaderValue(first, first + destination.Length - 1)
            : new RangeHeaderValue(null, destination.Length);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        HttpClient client = options.Client ?? Shared;
        patience.CancelAfter(options.Timeout);
        const HttpCompletionOption HeadFirst = HttpCompletionOption.ResponseHeadersRead;
        using HttpResponseMessage answer = isAsync
            ? await client.SendAsync(request, HeadFirst, cancellationToken).ConfigureAwait(false)
            : client.Send(request, HeadFirst, cancellationToken);
        (long position, int count, ObjectIdentity identity) = RangeAnswer.Check(answer, name, start, destination.Length);
        RequireSame(identity);
        await ReadBody(answer, destination[..count], isAsync, patience, cancellationToken).ConfigureAwait(false);
        return (position, count);
    }

    private async ValueTask ReadBody(
        HttpResponseMessage answer, Memory<byte> destination, bool isAsync, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        if (destination.IsEmpty) return;
        Stream body = isAsync
            ? await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false)
            : answer.Content.ReadAsStream(cancellationToken);
        int total = 0, due = 0;
        while (total < destination.Length)
        {
            if (total >= due)
            {
                patience.CancelAfter(options.Timeout);
                // At most 4 MiB, and a part.
                due = Math.Min(total + PartBytes, destination.Length);
            }
            int count = await Read(destination[total..]).ConfigureAwait(false);
            if (count == 0) throw new IOException($"expected {destination.Length} bytes, found {total}.");
            total += count;
        }
        // A body of unannounced length may go on behind the range: then it is not the range.
        if (answer.Content.Headers.ContentLength is not null) return;
        int more = await Read(new byte[1]).ConfigureAwait(false);
        if (more > 0) throw new IOException($"expected {destination.Length} bytes, found more.");

        // Also where the thread is held: only a read that is asynchronous can be given up. A connection that is closed under a reader may be
        // read on by whoever closes it, and be used again.
        async ValueTask<int> Read(Memory<byte> part)
        {
            try
            {
                ValueTask<int> read = body.ReadAsync(part, cancellationToken);
                return isAsync ? await read.ConfigureAwait(false) : read.AsTask().GetAwaiter().GetResult();
            }
            catch (OperationCanceledException late)
            {
                throw new IOException($"fewer than {PartBytes} bytes came in {options.Timeout.TotalSeconds:0.###} s", late);
            }
        }
    }

    /// <summary>The first answer says what the object is.</summary>
    private void RequireSame(ObjectIdentity found)
    {
        ObjectIdentity? known = Interlocked.CompareExchange(ref _identity, found, null);
        if (known?.DifferenceTo(found) is not { } difference) return;
        var changed = new AudioFormatException(
            AudioFormatErrorKind.Changed, $"The object has changed since it was opened: {difference}", path: name);
        throw new RangeFaultException(changed, mayTryAgain: false);
    }
}
