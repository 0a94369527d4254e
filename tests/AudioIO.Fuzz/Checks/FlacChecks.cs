namespace AudioIO.Fuzz;

/// <summary>What must hold for FLAC besides: vectors of every width, verifying, walking and searching agree.</summary>
internal static class FlacChecks
{
    /// <summary>Without vectors and with each that this machine has, the same samples.</summary>
    public static void CompareLanes<T>(Func<AudioLoaderOptions, AudioSource> open, AudioLoaderOptions options, Truth<T> truth, Random random)
        where T : unmanaged
    {
        using AudioSource source = open(options);
        if (source is not FlacSource { Locator: not null } flac) return;
        foreach (FlacLaneKernel? kernel in (ReadOnlySpan<FlacLaneKernel?>)[null, .. FlacLaneKernel.Supported])
        {
            FlacFrameReader reader = flac.CreateReader(kernel);
            for (int i = 0; i < 4; i++)
            {
                (long start, int count) = i == 0 && !truth.IsAnyLost(truth.Start, truth.Count)
                    ? (truth.Start, truth.Count) : ReadChecks<T>.Part(truth, random);
                if (count == 0) continue;
                T[] values = new T[count * flac.Channels];
                Exception? fault = ReadChecks<T>.FaultOf(() => reader.Read<T>(start, values));
                ReadChecks<T>.AssertRead(truth, start, count, values, fault, $"in {kernel?.GetType().Name ?? "no vectors"}");
            }
        }
    }

    /// <summary>Verifying names the damage that reading meets, in its result and on the recording.</summary>
    public static void CompareVerified<T>(Func<AudioLoaderOptions, AudioSource> open, AudioLoaderOptions options, Truth<T> truth)
        where T : unmanaged
    {
        // More than a list of damage holds.
        const int MaxEntries = 1000;
        using AudioSource source = open(options);
        if (source is not FlacSource flac) return;
        FlacVerification verification = flac.Verify();
        if (verification.Frames != truth.Count) throw new Finding($"Verified {verification.Frames} frames of {truth.Count}.");
        truth.AssertKnown(flac.DamagedRanges);
        if (verification.Damage.Count >= MaxEntries) return;
        truth.AssertKnown([.. from entry in verification.Damage where entry.StartFrame is not null
            select new FrameRange(entry.StartFrame!.Value, entry.StartFrame!.Value + entry.FrameCount!.Value)]);
    }

    /// <summary>Walked from its beginning and searched, a file has the same frames and the same damage.</summary>
    public static void CompareSearched(byte[] file, Random random, bool verifies = true)
    {
        AudioLoaderOptions silent = Files.Options(DamagePolicy.Silence);
        using FlacSource walked = Files.OpenFlac(file, silent, 1 << 30), searched = Files.OpenFlac(file, silent, 0);
        if (walked.Info.Frames != searched.Info.Frames) throw new Finding($"Walked {walked.Info.Frames}, searched {searched.Info.Frames} frames.");
        // Of what is long, as many blocks.
        int block = 1 + random.Next(3000) + (int)(walked.Frames >> 6);
        float[] expected = new float[walked.Frames * walked.Channels], found = new float[expected.Length];
        walked.Read(0, expected.AsSpan());
        // From the end, so that everything is landed on.
        for (long stop = walked.Frames; stop > 0; stop -= block)
        {
            long start = Math.Max(0, stop - block);
            searched.Read(start, found.AsSpan((int)start * walked.Channels, (int)(stop - start) * walked.Channels));
        }
        int first = expected.AsSpan().CommonPrefixLength(found);
        if (first < expected.Length) throw new Finding($"Walked and searched, frame {first / walked.Channels} differs.");
        if (verifies && !Lost(walked).SequenceEqual(Lost(searched))) throw new Finding("Walked and searched, other frames are lost.");
    }

    private static IEnumerable<(long? Start, long? Count)> Lost(FlacSource source) =>
        source.Verify().Damage.Select(damage => (damage.StartFrame, damage.FrameCount));
}
