using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AudioIO.Overviews;

/// <summary>Where the levels of a spectrogram are kept.</summary>
internal static class ColumnStore
{
    public static PartStore Create(SpectrogramSignal<float> spectrogram, OverviewStore store, int firstLevel)
    {
        // Columns reach from one file into the next: they have no file of their own there.
        StoredFrames? stored = spectrogram.Source is IStoredFrames { StoredFrames: [var file] } && file.Frames == new FrameRange(0, spectrogram.Source.Frames)
            ? file
            : null;
        UInt128 kind = Kind(spectrogram, firstLevel);
        string? path = store.SinglePath ?? (stored is null || !store.KeepsFiles ? null : store.PathOf(stored) + Ending(spectrogram, kind));
        if (path is null) return new MemoryStore();
        return new SidecarStore(
            store.FileAt(path, new OpenSidecars()),
            kind,
            () => store.Identity ?? OverviewIdentity.OfFile(stored!.Path, stored.Reading),
            KeptColumns.ShapeOf(spectrogram, firstLevel).NodeBytes);
    }

    // Spectrograms of different settings lie beside each other.
    private static string Ending(SpectrogramSignal<float> spectrogram, UInt128 kind) => string.Create(
        CultureInfo.InvariantCulture, $".{spectrogram.Size}-{spectrogram.Hop}-{(uint)kind:x8}.spectrogram");

    /// <summary>All that the bits of a file depend on beside the samples.</summary>
    private static UInt128 Kind(SpectrogramSignal<float> spectrogram, int firstLevel)
    {
        string text = FormattableString.Invariant(
            $"columns × {spectrogram.Channels} at {spectrogram.Source.Rate:R} Hz, {spectrogram.Size}, {spectrogram.Hop}, {spectrogram.Alignment}, ") +
            FormattableString.Invariant($"{spectrogram.Across}: {KeptColumns.ShapeOf(spectrogram, firstLevel)}, {BitConverter.IsLittleEndian}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData(MemoryMarshal.AsBytes(spectrogram.Weights.AsSpan()));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }
}
