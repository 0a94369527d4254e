namespace AudioIO;

/// <summary>
/// Keeps at most a fixed number of things open, those used last. Whoever works with one leases it; while all are leased, the next one
/// waits. A thread may hold one lease of a pool at a time, so that nobody who waits keeps another waiting.
/// </summary>
internal sealed class LeasePool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly object _gate = new(); // Monitor waits and pulses, which Lock cannot
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly int _limit;
    private readonly Func<int, T> _open;
    private readonly LeaseBudget<T>? _budget;
    private long _bytes;
    private long _clock;
    private int _waiting;
    private bool _isClosed;

    /// <param name="limit">Largest number of things open at once, from 1.</param>
    /// <param name="open">Opens a thing by its key. Called by one thread per key at once, without a lock held.</param>
    /// <param name="budget">How much memory they may take all together; null where that does not count.</param>
    public LeasePool(int limit, Func<int, T> open, LeaseBudget<T>? budget = null)
    {
        _limit = limit;
        _open = open;
        _budget = budget;
    }

    /// <summary>Number of threads that wait for a thing.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

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
                _waiting++;
                Monitor.Wait(_gate);
                _waiting--;
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
        Slot? oldest = Oldest(mayBeSlim: true);
        evicted = oldest?.Value;
        return oldest is not null && Remove(oldest);
    }

    private Slot? Oldest(bool mayBeSlim)
    {
        Slot? oldest = null;
        foreach (Slot slot in _slots.Values)
        {
            bool counts = slot.Leases == 0 && slot.Value is not null && (mayBeSlim || !slot.IsSlim);
            if (counts && (oldest is null || slot.LastUse < oldest.LastUse)) oldest = slot;
        }
        return oldest;
    }

    private bool Remove(Slot slot)
    {
        _bytes -= slot.Bytes;
        return _slots.Remove(slot.Key);
    }

    private void Return(Slot slot)
    {
        T? closed = null;
        lock (_gate)
        {
            if (--slot.Leases > 0) return;
            Monitor.PulseAll(_gate);
            if (!_isClosed) closed = Settle(slot);
            else if (Remove(slot)) closed = slot.Value;
        }
        closed?.Dispose();
    }

    /// <summary>Keeps the budget after a use, but for what was used last.</summary>
    /// <returns>The thing that must go, if any: one for each use is enough, as no use adds more than one.</returns>
    private T? Settle(Slot used)
    {
        if (_budget is null) return null;
        used.IsSlim = false;
        Weigh(used, _budget);
        while (_bytes > _budget.MaxBytes && Oldest(mayBeSlim: false) is { } slot && slot != used)
        {
            _budget.Slim(slot.Value!);
            slot.IsSlim = true;
            Weigh(slot, _budget);
        }
        if (_bytes <= _budget.MaxBytes || Oldest(mayBeSlim: true) is not { } oldest || oldest == used) return null;
        Remove(oldest);
        return oldest.Value;
    }

    private void Weigh(Slot slot, LeaseBudget<T> budget)
    {
        long bytes = budget.Weigh(slot.Value!);
        _bytes += bytes - slot.Bytes;
        slot.Bytes = bytes;
    }

    /// <summary>Closes a thing unless it is in use.</summary>
    public void Drop(int key)
    {
        T? closed = null;
        lock (_gate)
        {
            if (_slots.TryGetValue(key, out Slot? slot) && slot.Leases == 0 && slot.Value is not null && Remove(slot)) closed = slot.Value;
            Monitor.PulseAll(_gate);
        }
        closed?.Dispose();
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
            foreach (Slot slot in idle) Remove(slot);
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

        public long Bytes { get; set; } // as it was weighed last

        public bool IsSlim { get; set; } // nothing of it can be had again more cheaply than all of it
    }
}

/// <summary>How much memory the things of a pool may take.</summary>
/// <param name="MaxBytes">Largest sum of what all of them take; the one used last is kept in any case.</param>
/// <param name="Weigh">Memory that a thing takes, in bytes.</param>
/// <param name="Slim">Gives back what can be had again cheaply; tried with all of them before one has to go.</param>
internal sealed record LeaseBudget<T>(long MaxBytes, Func<T, long> Weigh, Action<T> Slim);
