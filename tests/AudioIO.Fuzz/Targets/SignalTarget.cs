using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>
/// Derived signals over any recording, damage and numbers that are none included: any part is what the whole has there, bit for bit, and fails
/// only where the whole does.
/// </summary>
internal sealed class SignalTarget : FuzzTarget
{
    public override string Name => "signals";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 12;
        using AudioSource? source = Files.TryOpen(input, Files.Options((DamagePolicy)choices.Next(2)));
        if (source is null || source.Frames is 0 or > MaxFrames || source.Rate < 1) return source is not null;
        int kind = choices.Next(8);
        double cut = source.Rate * (0.02 + (0.4 * choices.NextDouble()));
        using Signal<float> samples = source.Signal<float>();
        using Signal<float> once = Derive(samples, kind, cut), again = Derive(samples, kind, cut);
        if (once.Frames is 0 or > 4 * MaxFrames) return true;
        float[] whole = new float[once.Frames * once.ValuesPerFrame];
        bool fails = Fails(() => once.Read(0, whole.AsSpan()));
        for (int i = 0; i < 10; i++)
        {
            int count = 1 + choices.Next((int)Math.Min(once.Frames, 200));
            long start = choices.NextInt64(once.Frames - count + 1);
            float[] part = new float[count * once.ValuesPerFrame];
            // Where the whole fails, a part of it may be beside the damage.
            if (Fails(() => again.Read(start, part.AsSpan())))
            {
                if (!fails) throw new Finding($"Signal {kind}: frames from {start} on fail alone.");
                continue;
            }
            ReadOnlySpan<int> expected = MemoryMarshal.Cast<float, int>(whole.AsSpan((int)start * once.ValuesPerFrame, part.Length));
            int same = expected.CommonPrefixLength(MemoryMarshal.Cast<float, int>(part.AsSpan()));
            if (!fails && same < part.Length) throw new Finding($"Signal {kind}: frame {start + (same / once.ValuesPerFrame)} is another alone.");
        }
        return true;
    }

    private static Signal<float> Derive(Signal<float> samples, int kind, double cut) => kind switch
    {
        0 => samples.Filter(Butterworth.LowPass(3, cut)),
        1 => samples.FilterZeroPhase(Butterworth.BandPass(2, cut / 2, cut)),
        2 => samples.Envelope(cut / 4),
        3 => samples.Resample(2, 3),
        4 => samples.Rms(16, 5),
        5 => samples.Spectrogram(64, 20),
        6 => samples.Mean().Gain(0.5).Filter(Elliptic.HighPass(4, 1, 40, cut)),
        _ => samples.CommonReference(ReferenceKind.Median).Filter(Chebyshev2.LowPass(4, 50, cut)),
    };

    private static bool Fails(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (AudioFormatException)
        {
            return true;
        }
    }
}
