namespace AudioIO;

/// <summary>
/// Keeps at most a fixed number of things open, those used last. Whoever works with one leases it; while all are leased, the next one
/// waits. A thread may hold one lease at a time, so that nobody who waits keeps another waiting.
/// </summary>
internal sealed class LeasePool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly object _gate = new(); // Monitor waits and pulses, which Lock cannot
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly int _limit;
    private readonly Func<int, T> _open;
    private long _clock;
    private bool _isClosed;

    /// <param name="limit">Largest number of things open at once, from 1.</param>
    /// <param name="open">Opens a thing by its key. Called by one thread per key at once, without a lock held.</param>
    public LeasePool(int limit, Func<int, T> open)
    {
        _limit = limit;
        _open = open;
    }

    /// <summary>Gives a thing into use, and opens it if need be. Waits while all that may be open are in use.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public Lease Rent(int key)
    {
        T? evicted = null;
        Slot slot;
        lock (_gate)
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                if (_slots.TryGetValue(key, out Slot? known))
                {
                    if (known.Value is not null) return Use(known);
                }
                else if (_slots.Count < _limit || TryEvict(out evicted))
                {
                    // The place is taken before the lock is left: others count it, and wait for this key.
                    slot = new Slot(key) { Leases = 1 };
                    _slots.Add(key, slot);
                    break;
                }
                Monitor.Wait(_gate);
            }
        }
        return Open(slot, evicted);
    }

    private Lease Open(Slot slot, T? evicted)
    {
        try
        {
            evicted?.Dispose(); // before the next one opens: the limit holds at every moment
            T value = _open(slot.Key);
            lock (_gate)
            {
                slot.Value = value;
                slot.LastUse = ++_clock;
                Monitor.PulseAll(_gate);
            }
            return new Lease(this, slot);
        }
        catch
        {
            lock (_gate)
            {
                _slots.Remove(slot.Key);
                Monitor.PulseAll(_gate);
            }
            throw;
        }
    }

    private Lease Use(Slot slot)
    {
        slot.Leases++;
        slot.LastUse = ++_clock;
        return new Lease(this, slot);
    }

    private bool TryEvict(out T? evicted)
    {
        Slot? oldest = null;
        foreach (Slot slot in _slots.Values)
        {
            if (slot.Leases == 0 && slot.Value is not null && (oldest is null || slot.LastUse < oldest.LastUse)) oldest = slot;
        }
        evicted = oldest?.Value;
        return oldest is not null && _slots.Remove(oldest.Key);
    }

    private void Return(Slot slot)
    {
        lock (_gate)
        {
            if (--slot.Leases > 0) return;
            Monitor.PulseAll(_gate);
            if (!_isClosed) return;
            _slots.Remove(slot.Key);
        }
        slot.Value!.Dispose();
    }

    /// <summary>
    /// Closes what is not in use at once, the rest as it is returned. Whoever waits gets an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        Slot[] idle;
        lock (_gate)
        {
            _isClosed = true;
            idle = [.. _slots.Values.Where(slot => slot.Leases == 0 && slot.Value is not null)];
            foreach (Slot slot in idle) _slots.Remove(slot.Key);
            Monitor.PulseAll(_gate);
        }
        foreach (Slot slot in idle) slot.Value!.Dispose();
    }

    /// <summary>The use of a thing, until it is disposed of, once.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly LeasePool<T> _pool;
        private readonly Slot _slot;

        internal Lease(LeasePool<T> pool, Slot slot)
        {
            _pool = pool;
            _slot = slot;
        }

        public T Value => _slot.Value!;

        public void Dispose() => _pool.Return(_slot);
    }

    internal sealed class Slot(int key)
    {
        public int Key => key;

        public T? Value { get; set; } // null while it is being opened

        public int Leases { get; set; }

        public long LastUse { get; set; }
    }
}
