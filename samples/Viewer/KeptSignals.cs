namespace AudioIO.Samples.Viewer;

/// <summary>Derived signals that were used lately: they remember what they computed. One that is forgotten closes when nobody reads it.</summary>
/// <param name="most">Most signals that are kept.</param>
internal sealed class KeptSignals<TKey, TSignal>(int most) : IDisposable
    where TKey : notnull
    where TSignal : Signal
{
    private readonly Lock _lock = new();
    private readonly List<(TKey Key, TSignal Signal)> _signals = []; // the one used last at the end

    /// <summary>Finds a signal, or makes it.</summary>
    /// <param name="key">What it is.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The signal, open until its use is disposed of.</returns>
    public (TSignal Signal, IDisposable Use) Find(TKey key, Func<TKey, TSignal> make)
    {
        lock (_lock)
        {
            int at = _signals.FindIndex(kept => kept.Key.Equals(key));
            TSignal signal = at >= 0 ? _signals[at].Signal : make(key);
            if (at >= 0) _signals.RemoveAt(at);
            _signals.Add((key, signal));
            IDisposable use = signal.Use();
            if (_signals.Count > most)
            {
                _signals[0].Signal.Dispose();
                _signals.RemoveAt(0);
            }
            return (signal, use);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach ((_, TSignal signal) in _signals) signal.Dispose();
            _signals.Clear();
        }
    }
}
