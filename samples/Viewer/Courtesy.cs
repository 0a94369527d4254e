namespace AudioIO.Samples.Viewer;

/// <summary>Lets what is filled behind the page wait while tiles are made that somebody waits for.</summary>
/// <param name="end">Ends the waiting.</param>
internal sealed class Courtesy(CancellationToken end) : IProgress<long>, IDisposable
{
    /// <summary>After so long it goes on for a piece: who looks at one picture after the other is not to keep it from ever being done.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly ManualResetEventSlim _isFree = new(initialState: true);
    private readonly Lock _lock = new();
    private int _made;

    /// <summary>A tile is being made from here on, until <see cref="Leave"/>.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            if (_made++ == 0) _isFree.Reset();
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_made == 0) _isFree.Set();
        }
    }

    /// <summary>Called after every piece that was filled.</summary>
    public void Report(long value) => _isFree.Wait(Longest, end);

    public void Dispose() => _isFree.Dispose();
}
