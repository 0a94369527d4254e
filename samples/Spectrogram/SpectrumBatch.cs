namespace AudioIO.Samples.Spectrogram;

/// <summary>Many overlapping spectra at once, on all processors. Everything is allocated at the start, nothing while it runs.</summary>
internal sealed class SpectrumBatch : IDisposable
{
    private readonly Worker[] _workers;
    private readonly CountdownEvent _busy = new(1);
    private readonly float[] _power;
    private readonly int _size;
    private readonly int _bins;

    private float[] _samples = [];
    private int _hop;
    private int _count;

    /// <summary>Prepares the memory.</summary>
    /// <param name="size">Samples per spectrum, a power of two.</param>
    /// <param name="capacity">Largest number of spectra in a batch.</param>
    /// <param name="threads">Threads that compute, the calling one included.</param>
    public SpectrumBatch(int size, int capacity, int threads)
    {
        _size = size;
        _bins = (size / 2) + 1;
        _power = new float[capacity * _bins];
        _workers = new Worker[threads];
        for (int i = 0; i < threads; i++) _workers[i] = new Worker(this, i);
    }

    /// <summary>Computes the spectra that begin at 0, hop, 2 hop …</summary>
    /// <param name="samples">Samples of one channel, at least (count − 1) · hop + size.</param>
    /// <param name="count">Number of spectra, 0 to the capacity.</param>
    /// <param name="hop">Samples from one spectrum to the next.</param>
    public void Compute(float[] samples, int count, int hop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples.Length, ((count - 1) * hop) + _size, nameof(samples));
        (_samples, _hop, _count) = (samples, hop, count);
        _busy.Reset(_workers.Length);
        for (int i = 1; i < _workers.Length; i++) ThreadPool.UnsafeQueueUserWorkItem(_workers[i], preferLocal: false);
        _workers[0].Execute();
        _busy.Wait();
    }

    /// <summary>The powers of one spectrum of the last batch, valid until the next.</summary>
    public ReadOnlySpan<float> Power(int index) => _power.AsSpan(index * _bins, _bins);

    public void Dispose() => _busy.Dispose();

    /// <summary>Every n-th spectrum of the batch, with work space of its own.</summary>
    private sealed class Worker(SpectrumBatch batch, int first) : IThreadPoolWorkItem
    {
        private readonly ShortTimeSpectrum _spectrum = new(batch._size);

        public void Execute()
        {
            for (int i = first; i < batch._count; i += batch._workers.Length)
            {
                _spectrum.Compute(
                    batch._samples.AsSpan(i * batch._hop, batch._size),
                    batch._power.AsSpan(i * batch._bins, batch._bins));
            }
            batch._busy.Signal();
        }
    }
}
