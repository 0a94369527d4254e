using System.Security.Cryptography;
using System.Text;

namespace AudioIO;

/// <summary>
/// Tells two plans apart: the SHA-256 of all that decides what a piece is and what is read for it. It does not depend on where the corpus
/// lies, as long as its files lie to each other as they did, nor on how JSON is written.
/// </summary>
internal static class PlanFingerprint
{
    /// <summary>64 hexadecimal digits.</summary>
    public static string Of(
        RecordingIndex index, WorkPlanOptions options, PlanDocumentReading reading, long frames, IReadOnlyList<WorkPiece> pieces)
    {
        using var hash = SHA256.Create();
        var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        using (var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16), Encoding.UTF8))
        {
            // Every text is written with its length before it, every number with all its bytes: no two plans give the same bytes.
            writer.Write(PlanDocument.FormatName);
            writer.Write(PlanDocument.CurrentVersion);
            writer.Write(options.Job);
            writer.Write(options.PieceFrames);
            writer.Write(options.TileFrames);
            writer.Write(options.WholeFiles);
            writer.Write(options.FramesBefore);
            writer.Write(options.FramesAfter);
            writer.Write(options.Breaks.ToString());
            writer.Write(reading.FileOrder);
            writer.Write(reading.OnJoin);
            writer.Write(reading.OnDamage);
            writer.Write(reading.Gaps);
            writer.Write(reading.MaxGapTicks);
            writer.Write(reading.RecorderZone ?? "");
            writer.Write(frames);
            writer.Write(pieces.Count);
            foreach (WorkPiece piece in pieces)
            {
                writer.Write(piece.Owned.Start);
                writer.Write(piece.Owned.Stop);
                writer.Write(piece.Reads.Start);
                writer.Write(piece.Reads.Stop);
            }
            Write(writer, IndexDocument.Of(index.Files, CommonFolder(index.Files)));
        }
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, IndexDocument index)
    {
        writer.Write(index.Rate);
        writer.Write(index.Channels);
        writer.Write(index.Files.Count);
        foreach (IndexDocumentFile file in index.Files)
        {
            writer.Write(file.Path);
            writer.Write(file.Bytes);
            writer.Write(file.Modified.Ticks);
            writer.Write(file.Format);
            writer.Write(file.Encoding);
            writer.Write(file.Bits);
            writer.Write(file.ValidBits);
            writer.Write(file.ChannelMask);
            writer.Write(file.Frames);
            writer.Write(file.FramesPerUnit);
            writer.Write(file.Start ?? "");
            writer.Write(file.StartOrigin ?? "");
            writer.Write(file.Stretches?.Count ?? 0);
            foreach (IndexDocumentStretch? stretch in file.Stretches ?? [])
            {
                writer.Write(stretch!.Frame);
                writer.Write(stretch.Start ?? "");
            }
        }
    }

    /// <summary>The innermost folder that holds all files, in itself or in folders of it.</summary>
    private static string CommonFolder(IReadOnlyList<IndexedFile> files)
    {
        string common = Path.GetDirectoryName(files[0].Path)!;
        foreach (IndexedFile file in files)
        {
            while (!Holds(common, file.Path) && Path.GetDirectoryName(common) is { } outer) common = outer;
        }
        return common;
    }

    private static bool Holds(string folder, string path) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) &&
        (Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar);
}
