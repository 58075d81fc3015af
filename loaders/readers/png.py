"""An image of a page (.png, .jpg) → paragraphs and tables, through text recognition."""

import importlib
import io
import warnings

from loaders import archives
from loaders.models import Passage
from loaders.readers import _scan
from loaders.readers._flow import lay_out, structure

NAME = "图片（.png）"
MOST_PIXELS = 120_000_000
FORMATS = ("PNG", "JPEG", "BMP", "WEBP")


def read(content: bytes) -> tuple[str, tuple[Passage, ...]]:
    """The text of an image and its passages, each with the confidence of the recognition. Raises UnreadableError."""
    if (found := archives.kind(content)) not in ("", ".png"):
        return archives.read_as(found, content, NAME)
    _scan.require("图片里的文字")
    return structure([lay_out(_scan.sheet(_picture(content)))])


def _picture(content: bytes) -> _scan.Picture:
    """The image the way a viewer shows it, as large as recognition wants it."""
    from loaders.readers import UnreadableError

    images, operations = importlib.import_module("PIL.Image"), importlib.import_module("PIL.ImageOps")
    numpy = importlib.import_module("numpy")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # large images are bounded here
            image = images.open(io.BytesIO(content), formats=FORMATS)
            width, height = image.size
            if width * height <= MOST_PIXELS:
                image.draft("RGB", (_scan.MOST_PIXELS, _scan.MOST_PIXELS))
                image = operations.exif_transpose(image).convert("RGBA")
    except images.DecompressionBombError as error:
        raise UnreadableError(f"图片的像素超过 {MOST_PIXELS // 10_000} 万的上限。请缩小后再导入。") from error
    except Exception as error:  # whatever Pillow's decoders make of a broken file
        raise UnreadableError("图片已损坏，或不是 .png、.jpg 图片。请重新扫描，或另存为 .png 再导入。") from error
    if width * height > MOST_PIXELS:
        raise UnreadableError(f"图片的像素超过 {MOST_PIXELS // 10_000} 万的上限。请缩小后再导入。")
    longer = max(image.size)
    factor = min(_scan.MOST_PIXELS / longer, max(1.0, _scan.FEWEST_PIXELS / longer))
    if factor != 1.0:
        size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image = image.resize(size, images.Resampling.LANCZOS)
    white = images.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    pixels = numpy.ascontiguousarray(numpy.asarray(white.convert("RGB"))[:, :, ::-1])
    return _scan.Picture(1, pixels, _scan.image_scale(*image.size))
