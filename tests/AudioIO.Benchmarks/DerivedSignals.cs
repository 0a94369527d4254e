using AudioIO.Benchmarks.Peers;

namespace AudioIO.Benchmarks;

/// <summary>
/// What is computed from a recording, against what analyses are written with today: scipy on arrays in memory, FFTW's bare transform, sox on
/// files. AudioIO reads derived signals in blocks, margins included, on one thread. Leaves out decoding, which the other parts measure.
/// </summary>
internal static class DerivedSignals
{
    private const int Frames = 1 << 22, Block = 1 << 16, Size = 2048, Hop = 512;

    private const string Jobs = """
        x = np.random.default_rng(1).uniform(-1, 1, 1 << 22)
        y = x.astype(np.float32)
        sos = signal.butter(4, [1000, 10000], 'band', fs=48000, output='sos')
        low = signal.butter(2, 100, fs=48000, output='sos')
        cutoff = 1 / (1 + (120 - 7.95) / (2.285 * 4 * np.pi * 32))
        half = int(np.ceil(32 * 3 / cutoff))
        taps = signal.firwin(2 * half + 1, cutoff / 3, window=('kaiser', signal.kaiser_beta(120)))
        fir = signal.firwin(1019, 0.1)
        columns = np.lib.stride_tricks.sliding_window_view(y, 2048)[::512]
        window = signal.get_window('hann', 2048).astype(np.float32)
        columns_double = np.lib.stride_tricks.sliding_window_view(x, 2048)[::512]
        window_double = signal.get_window('hann', 2048)
        def sosfilt(): signal.sosfilt(sos, x)
        def sosfiltfilt(): signal.sosfiltfilt(sos, x)
        def envelope(): signal.sosfiltfilt(low, np.abs(x) * (np.pi / 2))
        def hilbert(): np.abs(signal.hilbert(y))
        def rms(): np.sqrt(np.mean(np.square(y.reshape(-1, 1024)), axis=1))
        def resample(): signal.resample_poly(x, 1, 3, window=taps)
        def resample_default(): signal.resample_poly(x, 1, 3)
        def convolve(): signal.lfilter(fir, 1, x)
        def oaconvolve(): signal.oaconvolve(x, fir)
        def spectrogram(): signal.spectrogram(y, 48000, 'hann', 2048, 1536, detrend=False)
        def powers():
            for i in range(0, len(columns), 64): np.abs(fft.rfft(columns[i:i + 64] * window)) ** 2
        def powers_double():
            for i in range(0, len(columns_double), 64): np.abs(fft.rfft(columns_double[i:i + 64] * window_double)) ** 2
        """;

    public static IEnumerable<Result> Short()
    {
        var results = new List<IEnumerable<Result>> { AgainstOurselves() };
        if (NativeLibraries.IsPresent(NativeLibraries.Fftw)) results.Insert(0, AgainstFftw());
        else Console.WriteLine("FFT against FFTW: skipped, libfftw3f is not installed.");
        if (Sox.IsPresent) results.Insert(0, AgainstSox());
        else Console.WriteLine("Resampling and spectrogram against sox: skipped, it is not installed.");
        results.Insert(0, AgainstScipy());
        return results.SelectMany(part => part);
    }

    private static IEnumerable<Result> AgainstScipy()
    {
        using Scipy? scipy = Scipy.Start(Jobs);
        if (scipy is null)
        {
            Console.WriteLine("Filters, resampling, spectrograms against scipy: skipped, python3-scipy is not installed.");
            yield break;
        }
        using MemorySignal<double> doubles = MemorySignal<double>.Noise(x => x, Frames, 48_000);
        using MemorySignal<float> floats = MemorySignal<float>.Noise(x => (float)x, Frames, 48_000);
        IirFilter band = Butterworth.BandPass(4, 1000, 10_000);
        (string What, double Target, string Job, Action Ours)[] rows =
        [
            ("IIR of 4 sections, double, causal", 2.3, "sosfilt", Reading(doubles.Filter(band))),
            ("IIR of 4 sections, double, zero phase", 2.0, "sosfiltfilt", Reading(doubles.FilterZeroPhase(band))),
            ("envelope of 100 Hz, double", 2.0, "envelope", Reading(doubles.Envelope(100))),
            ("Hilbert envelope from 500 Hz on, float", 1.0, "hilbert", Reading(floats.HilbertEnvelope(500))),
            ("RMS of 1024 frames, float", 1.0, "rms", Reading(floats.Rms(1024))),
            ("48 → 16 kHz, 217 taps against 61, double", 2.0, "resample_default", Reading(doubles.Resample(16_000))),
            ("48 → 16 kHz, the same taps, double", 2.0, "resample", Reading(doubles.Resample(16_000))),
            ("FIR of 1019 taps, double", 2.0, "convolve", Reading(doubles.Filter(LongFilter()))),
            ("FIR of 1019 taps, double, direct form", 0.2, "oaconvolve", Reading(doubles.Filter(LongFilter()))),
            ("spectrogram of 2048, hop 512, powers", 4.0, "spectrogram", Reading(floats.Spectrogram(Size, Hop))),
            ("spectrogram of 2048, hop 512, powers, double", 2.0, "powers_double", Reading(doubles.Spectrogram(Size, Hop))),
            ("spectrogram of 2048, hop 512, to bytes of dB", 3.0, "powers", Bytes(floats.Spectrogram(Size, Hop))),
        ];
        foreach ((string what, double target, string job, Action ours) in rows)
            yield return Compare.Speed(what, $"scipy {job}", target, ours, () => scipy.Seconds(job));
    }

    private static IEnumerable<Result> AgainstFftw()
    {
        using var transform = new Fftw(Size);
        using MemorySignal<float> floats = MemorySignal<float>.Noise(x => (float)x, 1 << 16, 48_000);
        Action ours = Reading(floats.Spectrogram(Size, Hop));
        yield return Compare.Cost("column of 2048: window, transform, power", "FFTW's bare transform", 1.3, ours, () =>
        {
            for (int i = 0; i < (1 << 16) / Hop; i++) transform.Transform();
        });
    }

    private static IEnumerable<Result> AgainstSox()
    {
        string path = Recordings.Mono16, eight = Recordings.Eight16, picture = Path.Combine(Path.GetTempPath(), $"audioio-sox-{Environment.ProcessId}.png");
        using AudioLoader<float> data = AudioLoader.Open(path), probe = AudioLoader.Open(eight);
        Signal<float> sound = data.Signal;
        // -X and -y ask for as many columns and frequencies as are computed here. What sox draws and compresses of them counts as its own.
        yield return Compare.CpuSpeed("WAV → spectrogram of 2048, bytes of dB", "sox spectrogram", 4.0, Bytes(sound.Spectrogram(Size, Hop)),
            () => Sox.Seconds(path, "-n", "spectrogram", "-X", "488", "-y", "1025", "-o", picture), pairs: 3);
        File.Delete(picture);
        yield return Compare.CpuSpeed("WAV of 8 channels, 48 → 16 kHz", "sox rate -v", 1.5, Reading(probe.Signal.Resample(16_000)),
            () => Sox.Seconds(eight, "-n", "rate", "-v", "16000"), pairs: 3);
    }

    private static IEnumerable<Result> AgainstOurselves()
    {
        using MemorySignal<float> floats = MemorySignal<float>.Noise(x => (float)x, Frames, 48_000);
        Action envelope = Reading(floats.Envelope(100)), lowPass = Reading(floats.FilterZeroPhase(Butterworth.LowPass(2, 100)));
        yield return Compare.CpuSpeed("envelope of 100 Hz", "its low-pass", 0.9, envelope, lowPass);
        Signal<float> band = floats.FilterZeroPhase(Butterworth.BandPass(4, 1000, 10_000));
        Action one = Reading(band), two = () => Parallel.Invoke(() => Read(band, 0, Frames / 2), () => Read(band, Frames / 2, Frames));
        yield return Compare.Speed("IIR zero phase, two threads", "our one thread", 1.8, two, one);
        using MemorySignal<float> probe = MemorySignal<float>.Noise(x => (float)x, 1 << 20, 20_000, 16);
        yield return Compare.Time("16 channels × 10 s × 20 kHz, filtered, spectrogram, cold, ms", 60, () =>
        {
            // Nothing is remembered from the last time.
            using SpectrogramSignal<float> view = probe.Filter(Butterworth.BandPass(3, 300, 6000)).Spectrogram(512, 256);
            view.Read(1000, new float[(int)(10 * view.Rate) * view.ValuesPerFrame]);
        });
    }

    // 1019 taps at 48 kHz.
    private static FirFilter LongFilter() => FirFilter.LowPass(2400, 237);

    private static Action Reading<T>(Signal<T> signal)
        where T : unmanaged => () => Read(signal, 0, signal.Frames);

    private static void Read<T>(Signal<T> signal, long start, long stop)
        where T : unmanaged
    {
        int frames = Math.Max(1, Block / signal.ValuesPerFrame);
        var block = new T[frames * signal.ValuesPerFrame];
        for (long frame = start; frame < stop; frame += frames)
            signal.Read(frame, block.AsSpan(0, (int)Math.Min(frames, stop - frame) * signal.ValuesPerFrame));
    }

    private static Action Bytes(SpectrogramSignal<float> spectrogram) => () =>
    {
        const int Columns = 64;
        var powers = new float[Columns * spectrogram.ValuesPerFrame];
        var bytes = new byte[powers.Length];
        for (long column = 0; column < spectrogram.Frames; column += Columns)
        {
            Span<float> some = powers.AsSpan(0, (int)Math.Min(Columns, spectrogram.Frames - column) * spectrogram.ValuesPerFrame);
            spectrogram.Read(column, some);
            Decibels.ToBytes(some, bytes, -120, 0);
        }
    };
}
