using System.Security.Cryptography;

namespace AudioIO;

public sealed partial class FlacSource
{
    private const int VerifiedFrames = 1 << 15;

    /// <summary>
    /// Decodes the whole recording once, from its first FlacFrame on, and compares the samples with the MD5 that the encoder stored.
    /// Reading by position checks every FlacFrame it touches; this checks those that nobody touched, and that none was exchanged.
    /// </summary>
    /// <param name="progress">Told the fraction done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public FlacVerification Verify(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        // One state, whatever the file becomes meanwhile.
        FlacRecording recording = State.Recording;
        FlacStreamInfo streamInfo = recording.Metadata.StreamInfo;
        var log = new DiagnosticLog();
        // MD5 is what the format stores; it guards against accidents, not against attackers.
#pragma warning disable CA5351
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        if (recording.Locator is { } known)
        {
            // First where what is in order ends.
            var scanner = new FlacScanner(_bytes, known.Format, new FlacFrameDecoder());
            known.SettleOrder(scanner);
            if (_bytes.IsRemote) FlacOpening.NoteEnd(scanner, known, _said);
            // A locator that knows nothing follows the chain from the first FlacFrame and believes no landing.
            var chain = new FlacFrameLocator(known.Format, known.AudioPosition);
            chain.SetEnd(known.EndPosition, known.TotalFrames);
            var reader = new FlacFrameReader(_bytes, chain, DamagePolicy.Silence, log) { ListsCutEnd = true };
            Hash(reader, recording.Info, md5, progress, cancellationToken);
            if (chain.IsSuspect) known.IsSuspect = true;
            known.Provisional.Doubt(chain.Provisional.DoubtfulFrame);
        }
        foreach (FrameRange damaged in log.Damage.Snapshot()) Log.Damage.Add(damaged);
        progress?.Report(1);
        bool isPart = recording.Locator?.Format.FirstFrame > 0;
        long missing = isPart ? 0 : Math.Max(streamInfo.TotalFrames - recording.Info.Frames, 0);
        FlacMd5Result result = !streamInfo.HasMd5 ? FlacMd5Result.Absent
            : md5.GetHashAndReset().AsSpan().SequenceEqual(streamInfo.Md5) ? FlacMd5Result.Matches
            : isPart || missing > 0 ? FlacMd5Result.OfLongerStream
            : FlacMd5Result.Differs;
        // The entry without a position says how many more there are than the log holds.
        IEnumerable<Diagnostic> damage = log.Snapshot().Where(entry => entry.Kind == DiagnosticKind.Damaged || entry.Position is null);
        return new FlacVerification { Frames = recording.Info.Frames, MissingFrames = missing, Damage = [.. damage], Md5 = result };
    }

    /// <summary><see cref="Verify"/> on a thread of the pool.</summary>
    /// <param name="progress">Told the fraction done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Task<FlacVerification> VerifyAsync(IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Verify(progress, cancellationToken), cancellationToken);

    /// <summary>RFC 9639 §8.2: over the interleaved samples, little-endian, in whole bytes, signed.</summary>
    private static void Hash(
        FlacFrameReader reader, AudioInfo info, IncrementalHash md5, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int channels = info.Channels, sampleBytes = (info.BitsPerSample + 7) / 8;
        int[] samples = new int[VerifiedFrames * channels];
        byte[] packed = new byte[samples.Length * sampleBytes];
        for (long frame = 0; frame < info.Frames; frame += VerifiedFrames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int values = (int)Math.Min(VerifiedFrames, info.Frames - frame) * channels;
            reader.Read(frame, samples.AsSpan(0, values));
            for (int i = 0, j = 0; i < values; i++)
                for (int k = 0; k < sampleBytes; k++) packed[j++] = (byte)(samples[i] >> (8 * k));
            md5.AppendData(packed, 0, values * sampleBytes);
            progress?.Report(frame / (double)info.Frames);
        }
    }
}
